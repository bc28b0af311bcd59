export { CaptureRequests, type RequestedCapture } from './capture-requests';
export { ExclusiveWork } from './exclusive-work';
export { JobStore } from './job-store';
export { JobsModule } from './jobs.module';
export { type Lease, LeaseStore } from './lease-store';
export { LoginStore, type PendingLogin } from './login-store';
export { type TakenTask, type TaskMessage, TaskQueue } from './task-queue';
export { TaskStore } from './task-store';
export { ended, receivedAgain, type TaskEnd } from './task-transitions';
