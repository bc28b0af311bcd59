export { FakeJobStore } from './fake-job-store';
export { FakeLeaseStore } from './fake-lease-store';
export { FakeTaskQueue } from './fake-task-queue';
export { FakeTaskStore } from './fake-task-store';
