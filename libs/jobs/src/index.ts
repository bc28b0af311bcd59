export { AccountTurn } from './account-turn';
export { type Alert, AlertBook, type KeptAlert } from './alert-book';
export { CaptureRequests, type RequestedCapture } from './capture-requests';
export { type Position, readContinuation, writeContinuation } from './continuation';
export { type DeliveryDay, DeliveryDays, itemsPut, itemsTaken } from './delivery-days';
export { type ExclusiveTurn, ExclusiveWork } from './exclusive-work';
export { JobStore } from './job-store';
export { JobsModule } from './jobs.module';
export { type Lease, LeaseStore } from './lease-store';
export { type AcceptedText, LoginStore, type PendingLogin } from './login-store';
export { type HandledMessage, MailLedger, type MailMonth, monthWith } from './mail-ledger';
export {
  parkedAgain,
  type ParkedItem,
  ParkedItems,
  type ParkedPage,
  type ParkedQuery,
} from './parked-items';
export { ReadCounts, readMonthOf, readsOfAll } from './read-counts';
export { type ChosenStream, StreamChoices } from './stream-choices';
export { TaskList, type TaskPage, type TaskQuery } from './task-list';
export { POISON_SECONDS, type TakenTask, type TaskMessage, TaskQueue } from './task-queue';
export { type TaskOutline, TaskStore } from './task-store';
export {
  summaryOf,
  type TaskDelivery,
  type TaskFailure,
  type TaskNotes,
  type TaskProgress,
  type TaskSummary,
  type TaskWait,
} from './task-summary';
export { ended, receivedAgain, type TaskEnd } from './task-transitions';
export { type SelfTest, SelfTests } from './self-tests';
export { UndeliveredTasks } from './undelivered-tasks';
