export { CaptureWorld } from './capture-world';
export { ImportWorld } from './import-world';
