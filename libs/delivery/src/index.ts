export { DeliveryModule } from './delivery.module';
export {
  type ArchivedAccount,
  type ConvertedItem,
  type ConvertedMessage,
  EntryConversion,
} from './entry-conversion';
export { isFaultOfOnePost } from './fault-of-one-post';
export { MailDelivery, type MailRun, type ParkedMessage } from './mail/mail-delivery';
export { type Manifest, type ManifestItem } from './manifest';
export { type Consumed, TaskConsumer } from './task-consumer';
export { TaskDelivery } from './task-delivery';
export { type ManifestSummary, TaskManifests } from './task-manifests';
