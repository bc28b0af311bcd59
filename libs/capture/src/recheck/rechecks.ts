import { Injectable } from '@nestjs/common';
import { CaptureStateStore, PostArchive } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { type Clock } from '@app/domain';
import { PostSource } from '@app/twitter-ingestion';

import { type CaptureProgress } from '../capture-progress';
import { type CaptureRequest } from '../capture-request';
import { PageKeeper } from '../page-keeper';
import { RecheckReading } from './recheck-reading';

/** How what is archived is looked at again. */
@Injectable()
export class Rechecks {
  constructor(
    private readonly source: PostSource,
    private readonly archive: PostArchive,
    private readonly states: CaptureStateStore,
    private readonly keeper: PageKeeper,
    private readonly config: CaptureConfig,
  ) {}

  open(progress: CaptureProgress, request: CaptureRequest, clock: Clock): RecheckReading {
    const { source, archive, states, keeper, config } = this;
    const ports = { source, archive, states, keeper, clock, config };
    return new RecheckReading(ports, progress, request);
  }
}
