export { aDownloadTask } from './download-task.builder';
export { FakeJobStore } from './fake-job-store';
export { FakeLeaseStore } from './fake-lease-store';
export { FakeTaskQueue } from './fake-task-queue';
export { FakeTaskStore } from './fake-task-store';
export { describeJobStore } from './job-store.contract';
export { describeLeaseStore } from './lease-store.contract';
export { describeTaskQueue, type TaskQueueUnderTest } from './task-queue.contract';
export { describeTaskStore } from './task-store.contract';
