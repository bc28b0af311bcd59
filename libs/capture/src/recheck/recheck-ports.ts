import { type AbsenceBook, type CaptureStateStore, type PostArchive } from '@app/archive';
import { type CaptureConfig } from '@app/config';
import { type Clock } from '@app/domain';
import { type PostSource } from '@app/twitter-ingestion';

import { type PageKeeper } from '../page-keeper';
import { type DeletedContent } from './deleted-content';
import { type Findings } from './findings';

/** What looking again at an account's archive takes. */
export interface RecheckPorts {
  source: PostSource;
  archive: PostArchive;
  absences: AbsenceBook;
  states: CaptureStateStore;
  keeper: PageKeeper;
  findings: Findings;
  deletedContent: DeletedContent;
  clock: Clock;
  config: CaptureConfig;
}
