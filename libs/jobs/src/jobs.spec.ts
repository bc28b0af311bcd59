import { FakeClock } from '@testing/domain';
import {
  describeAlertBook,
  describeCaptureRequests,
  describeDeliveryDays,
  describeJobStore,
  describeLeaseStore,
  describeLoginStore,
  describeMailLedger,
  describeParkedItems,
  describeReadCounts,
  describeSelfTests,
  describeStreamChoices,
  describeTaskList,
  describeTaskQueue,
  describeTaskStore,
  FakeAlertBook,
  FakeCaptureRequests,
  FakeDeliveryDays,
  FakeJobStore,
  FakeLeaseStore,
  FakeLoginStore,
  FakeMailLedger,
  FakeParkedItems,
  FakeReadCounts,
  FakeSelfTests,
  FakeStreamChoices,
  FakeTaskList,
  FakeTaskQueue,
  FakeTaskStore,
} from '@testing/jobs';

const clock = new FakeClock();

const alerts = new FakeAlertBook();
describeAlertBook('FakeAlertBook', () => alerts);

const captureRequests = new FakeCaptureRequests();
describeCaptureRequests('FakeCaptureRequests', () => captureRequests);

const days = new FakeDeliveryDays();
describeDeliveryDays('FakeDeliveryDays', () => days);
const selfTests = new FakeSelfTests();
describeSelfTests('FakeSelfTests', () => selfTests);

const jobs = new FakeJobStore();
describeJobStore('FakeJobStore', () => jobs);

const tasks = new FakeTaskStore();
describeTaskStore('FakeTaskStore', () => tasks);

const list = new FakeTaskList(tasks);
describeTaskList('FakeTaskList', { open: () => ({ list, tasks }) });

const parked = new FakeParkedItems();
describeParkedItems('FakeParkedItems', { open: () => parked });

const mail = new FakeMailLedger();
describeMailLedger('FakeMailLedger', () => mail);

const reads = new FakeReadCounts();
describeReadCounts('FakeReadCounts', () => reads);

const streams = new FakeStreamChoices();
describeStreamChoices('FakeStreamChoices', () => streams);

const pass = async (seconds: number) => {
  await Promise.resolve();
  clock.advance(seconds * 1000);
};
describeTaskQueue('FakeTaskQueue', {
  make: () => Promise.resolve(new FakeTaskQueue(clock)),
  pass,
});

const leases = new FakeLeaseStore(clock);
describeLeaseStore('FakeLeaseStore', { open: () => leases, pass });

const logins = new FakeLoginStore(clock);
describeLoginStore('FakeLoginStore', { clock, open: () => logins });
