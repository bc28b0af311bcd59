import { type ErrorDetails } from './app-error';

/** What somebody has shown to be: signed in with the role, or by tenant id and key, or with a proof of their own on every call. */
export type ActorKind = 'admin' | 'bootstrap' | 'setup-key' | 'import-service' | 'worker';

/** Who did something, as far as known: of a refused attempt only the way it was tried and where from. */
export interface Actor {
  kind: ActorKind;
  /** The user's object id, or the application's id. */
  id?: string;
  name?: string;
  ip?: string;
}

/** Everything that leaves an audit event. */
export const auditActions = [
  'signed-in',
  'signed-out',
  'settings.changed',
  'settings.tested',
  'account.connected',
  'account.paused',
  'account.resumed',
  'account.capture-requested',
  'job.created',
  'job.deleted',
  'job.remediation',
  'task.received',
  'task.retried',
  'item.retried',
  'audit.exported',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** One thing somebody did to this service, or was not let do. Never holds a secret. */
export interface AuditEvent {
  at: Date;
  actor: Actor;
  action: AuditAction;
  /** What it was done to: a job's, account's, task's or post's id, or a setting's name. */
  subject?: string;
  result: 'done' | 'refused';
  details: ErrorDetails;
}
