export { DeliveryWorld } from './delivery-world';
export { readManifests } from './read-manifests';
