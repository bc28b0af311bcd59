import { HttpStatus } from '@nestjs/common';
import { type AppErrorCode, type Fault } from '@app/domain';

/** Statuses of codes that a caller meets; any other follows from who can mend it. */
const BY_CODE: Partial<Record<AppErrorCode, HttpStatus>> = {
  'jobs.unknown_job': HttpStatus.NOT_FOUND,
  'archive.no_manifest': HttpStatus.NOT_FOUND,
  'jobs.unknown_task': HttpStatus.NOT_FOUND,
  'jobs.unknown_item': HttpStatus.NOT_FOUND,
  'jobs.task_ended': HttpStatus.CONFLICT,
  'jobs.deleted': HttpStatus.CONFLICT,
  'jobs.other_account': HttpStatus.CONFLICT,
  'consent.changed': HttpStatus.CONFLICT,
  // Microsoft's set-up page says that the settings are wrong when it sees 500, and nothing useful otherwise.
  'twitter.app_keys_refused': HttpStatus.INTERNAL_SERVER_ERROR,
  'secrets.missing': HttpStatus.INTERNAL_SERVER_ERROR,
  'accounts.unknown': HttpStatus.NOT_FOUND,
  'accounts.not_set_up': HttpStatus.CONFLICT,
  'accounts.paused': HttpStatus.CONFLICT,
  'import.unknown': HttpStatus.NOT_FOUND,
  'import.ended': HttpStatus.CONFLICT,
  'import.incomplete': HttpStatus.CONFLICT,
  'settings.bootstrap_done': HttpStatus.FORBIDDEN,
  'export.sas_invalid': HttpStatus.BAD_REQUEST,
  'export.sas_host_not_allowed': HttpStatus.BAD_REQUEST,
};

const BY_FAULT: Readonly<Record<Fault, HttpStatus>> = {
  transient: HttpStatus.SERVICE_UNAVAILABLE,
  setup: HttpStatus.SERVICE_UNAVAILABLE,
  caller: HttpStatus.BAD_REQUEST,
  permanent: HttpStatus.INTERNAL_SERVER_ERROR,
};

export function statusOf({ code, fault }: { code: AppErrorCode; fault: Fault }): HttpStatus {
  return BY_CODE[code] ?? BY_FAULT[fault];
}
