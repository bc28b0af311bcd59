import { type ErrorDetails } from './app-error';

/**
 * What somebody has shown to be: `admin` and `examiner` signed in with that role, `user` without one; `bootstrap` by tenant id and key; others with a proof of
 * their own on every call. `operator` runs a command on our machine. `unknown` has shown nothing.
 */
export const actorKinds = [
  'admin',
  'examiner',
  'user',
  'bootstrap',
  'setup-key',
  'import-service',
  'worker',
  'operator',
  'unknown',
] as const;

export type ActorKind = (typeof actorKinds)[number];

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
  'consent.accepted',
  'consent.not-asked',
  'account.connected',
  'account.paused',
  'account.resumed',
  'account.capture-requested',
  'account.streams-changed',
  'self-test.started',
  'self-test.ended',
  'job.created',
  'job.deleted',
  'job.remediation',
  'task.received',
  'task.retried',
  'item.retried',
  'import.requested',
  'import.cancelled',
  'import.retried',
  'import.finished',
  'posts.late',
  'posts.changed',
  'posts.deleted',
  'posts.hidden',
  'posts.shown-again',
  'posts.removal-begun',
  'posts.removal-refused',
  'posts.removed',
  'archive.exported',
  'chain.anchored',
  'audit.exported',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** One thing somebody did to this service, or was not let do. Never holds a secret. */
export interface AuditEvent {
  at: Date;
  actor: Actor;
  /** An {@link AuditAction}; another one where a newer version wrote it. */
  action: string;
  /** What it was done to: a job's, account's, task's or post's id, or a setting's name. */
  subject?: string;
  result: 'done' | 'refused';
  details: ErrorDetails;
}
