/** Who can mend it: time (`transient`), nobody (`permanent`), the caller, or whoever set the service up. */
export type Fault = 'transient' | 'permanent' | 'caller' | 'setup';

/** Every way this service fails on purpose, with who can mend it. `docs/errors.md` has a row for each. */
export const appErrorFaults = {
  'twitter.unauthorized': 'setup',
  'twitter.forbidden': 'setup',
  'twitter.permission_missing': 'setup',
  'twitter.payment_required': 'setup',
  'twitter.usage_capped': 'setup',
  'twitter.not_found': 'transient',
  'twitter.invalid_request': 'permanent',
  'twitter.rate_limited': 'transient',
  'twitter.unavailable': 'transient',
  'twitter.network': 'transient',
  'twitter.timeout': 'transient',
  'twitter.malformed': 'transient',
  'twitter.fields_missing': 'setup',
  'twitter.page_loop': 'transient',
  'twitter.app_keys_refused': 'setup',
  'twitter.callback_not_registered': 'setup',
  'twitter.clock_skew': 'setup',
  'twitter.app_suspended': 'setup',
  'twitter.login_refused': 'caller',
  'media.host_not_allowed': 'permanent',
  'media.too_large': 'permanent',
  'media.not_found': 'permanent',
  'media.unavailable': 'transient',
  'archive.unavailable': 'transient',
  'archive.conflict': 'transient',
  'archive.not_found': 'permanent',
  'archive.corrupt': 'permanent',
  'archive.immutable': 'permanent',
  'archive.removed': 'permanent',
  'archive.no_manifest': 'caller',
  'storage.damaged': 'setup',
  'storage.newer': 'setup',
  'jobs.unavailable': 'transient',
  'jobs.conflict': 'transient',
  'jobs.worker_dies': 'permanent',
  'jobs.unknown_job': 'caller',
  'jobs.unknown_login': 'caller',
  'jobs.other_account': 'caller',
  'consent.changed': 'caller',
  'jobs.unknown_task': 'caller',
  'jobs.unknown_item': 'caller',
  'jobs.task_ended': 'caller',
  'jobs.deleted': 'caller',
  'jobs.bad_continuation': 'caller',
  'capture.read_budget_spent': 'setup',
  'export.day_full': 'transient',
  'export.too_many_items': 'permanent',
  'export.sas_expired': 'permanent',
  'export.sas_host_not_allowed': 'caller',
  'export.sas_invalid': 'caller',
  'export.unavailable': 'transient',
  'export.completion_refused': 'permanent',
  'export.completion_unauthorized': 'setup',
  'export.completion_unavailable': 'transient',
  'mail.unavailable': 'transient',
  'mail.login_refused': 'setup',
  'mail.insecure': 'setup',
  'mail.refused': 'setup',
  'mail.message_refused': 'permanent',
  'mail.message_too_large': 'permanent',
  'secrets.missing': 'setup',
  'secrets.forbidden': 'setup',
  'secrets.unreadable': 'setup',
  'secrets.unavailable': 'transient',
  'conversion.unreadable_post': 'permanent',
  'auth.unavailable': 'transient',
  'auth.entra_unavailable': 'transient',
  'alerts.not_told': 'transient',
  'audit.unavailable': 'transient',
  'audit.bad_continuation': 'caller',
  'accounts.unknown': 'caller',
  'accounts.not_set_up': 'caller',
  'accounts.paused': 'caller',
  'settings.bootstrap_done': 'caller',
  'import.unreadable_archive': 'caller',
  'import.unsafe_archive': 'caller',
  'import.other_account': 'caller',
  'import.unavailable': 'transient',
  'import.unknown': 'caller',
  'import.ended': 'caller',
  'import.wrong_block': 'caller',
  'import.incomplete': 'caller',
  'import.failed': 'permanent',
  'folder.not_empty': 'caller',
  'folder.other_export': 'caller',
  'folder.in_use': 'caller',
  'folder.damaged': 'caller',
  'folder.not_writable': 'setup',
  'folder.full': 'setup',
  'migration.no_sample': 'caller',
  'migration.unavailable': 'caller',
  'migration.other_app': 'setup',
  'config.invalid': 'setup',
} as const satisfies Record<string, Fault>;

export type AppErrorCode = keyof typeof appErrorFaults;

export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/**
 * A failure this service expects. `code` is the contract; the message says what failed and what to do next.
 * `details` are safe to log: never a secret, a token, a SAS or a post's text.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly fault: Fault;

  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.fault = appErrorFaults[code];
  }
}

/** True for an {@link AppError}, of the given code when one is named. */
export function isAppError(error: unknown, code?: AppErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
