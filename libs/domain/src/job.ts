/** One connector job: the portal's link between one account and one mailbox. */
export interface ConnectorJob {
  schemaVersion: 1;
  jobId: string;
  tenantId: string;
  accountId: string;
  username: string;
  createdAt: Date;
}

/** Both ends included. */
export interface TimeWindow {
  start: Date;
  end: Date;
}

/** `handed-back`: the service was told to ask again later. */
export type TaskState = 'waiting' | 'delivered' | 'handed-back';

/** What the Office 365 Import service asked for, and where we stand with it. Its key is (jobId, taskId). */
export interface DownloadTask {
  schemaVersion: 1;
  jobId: string;
  taskId: string;
  window: TimeWindow;
  /** Item ids that changed at the source and are to be delivered again. */
  dirtyEntities: string[];
  /** The container's SAS URI, sealed: it is a secret. */
  sealedSink: string;
  receivedAt: Date;
  state: TaskState;
  /** When the completion call that ended it was accepted. */
  completedAt?: Date;
  itemCount?: number;
}

/** What a task's sealed sink is bound to: a seal moved to another task does not open. */
export function sinkContext({ jobId, taskId }: { jobId: string; taskId: string }): string {
  return `sink/${jobId}/${taskId}`;
}
