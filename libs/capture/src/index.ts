export { AccountCapture } from './account-capture';
export { AccountCredentials } from './account-credentials';
export { CaptureModule } from './capture.module';
export { type AccountKeys, packKeys } from './account-key-format';
export { type CaptureOutcome } from './capture-outcome';
export { type CaptureRequest } from './capture-request';
