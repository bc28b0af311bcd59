export { DeliveryWorld } from './delivery-world';
export { MailWorld, type MailWorldOptions } from './mail-world';
export { readManifests } from './read-manifests';
