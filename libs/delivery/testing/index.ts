export { DeliveryWorld } from './delivery-world';
export { MailWorld, type MailWorldOptions } from './mail-world';
export { ExportWorld } from './export-world';
export { readManifests } from './read-manifests';
export { reconciled, reconciliationOf } from './reconciled';
