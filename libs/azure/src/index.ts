export { AzureIdentity } from './azure-identity';
export { AzureModule } from './azure.module';
export { ClientCredentials } from './client-credentials';
export { blobOptions } from './client-options';
export { changeInStorage } from './change-in-storage';
export { CountedBytes } from './counted-bytes';
export { firstRows } from './first-rows';
export { joinJson, splitJson } from './long-json';
export { connectByString, type Services, StorageClients } from './storage-clients';
export { MARK_KEYS, MARK_TABLE, markStorage, type StorageMark } from './storage-mark';
export {
  eachInStorage,
  hasStatus,
  isChangedMeanwhile,
  inStorage,
  readEach,
  storageFailure,
  unlessMissing,
} from './storage-errors';
export { odataText, tableKey } from './table-keys';
export { isTokenRefusal } from './token-refusal';
