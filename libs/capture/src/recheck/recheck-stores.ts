import { Injectable } from '@nestjs/common';
import { AbsenceBook, CaptureStateStore, PostArchive } from '@app/archive';

/** What is archived of an account, and what is known of that. */
@Injectable()
export class RecheckStores {
  constructor(
    readonly archive: PostArchive,
    readonly absences: AbsenceBook,
    readonly states: CaptureStateStore,
  ) {}
}
