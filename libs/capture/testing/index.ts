export { CaptureWorld } from './capture-world';
