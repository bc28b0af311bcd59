export { captured, checkIndex } from './checked-index';
export { DeliveryWorld } from './delivery-world';
export { MailWorld, type MailWorldOptions } from './mail-world';
export { ExportWorld } from './export-world';
export {
  day,
  entryRows,
  exportOf,
  exportOfTwoMonths,
  idAt,
  photoKey,
  postAt,
  postWithPhoto,
  savePhoto,
  sha256,
  unreadablePost,
} from './export-posts';
export { ManifestChain } from './manifest-chain';
export { readManifests } from './read-manifests';
export { march, reconciled, reconciliationOf } from './reconciled';
export { aRemoval, StoredWorld } from './stored-world';
