export { DeliveryModule } from './delivery.module';
export { isFaultOfOnePost } from './fault-of-one-post';
export { type Manifest, type ManifestItem } from './manifest';
export { type Consumed, TaskConsumer } from './task-consumer';
export { type ManifestSummary, TaskManifests } from './task-manifests';
