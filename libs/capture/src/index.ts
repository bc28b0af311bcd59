export { AccountCapture } from './account-capture';
export { AccountCredentials } from './account-credentials';
export { CaptureModule } from './capture.module';
export { type CaptureOutcome } from './capture-outcome';
export { type CaptureRequest } from './capture-request';
