import { Injectable } from '@nestjs/common';
import { AbsenceBook, CaptureStateStore, PostArchive } from '@app/archive';
import { AuditLog } from '@app/audit';

/** What is archived of an account, and what is known of that. */
@Injectable()
export class RecheckStores {
  constructor(
    readonly archive: PostArchive,
    readonly absences: AbsenceBook,
    readonly states: CaptureStateStore,
    readonly audit: AuditLog,
  ) {}
}
