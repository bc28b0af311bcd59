import { Injectable } from '@nestjs/common';
import { NoticeBook } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { Clock } from '@app/domain';

import { type CaptureProgress } from './capture-progress';
import { type CaptureRequest } from './capture-request';
import { LikeReading } from './like-reading';
import { MeteredPostSource } from './metered-post-source';
import { PageKeeper } from './page-keeper';
import { ProfileReading } from './profile-reading';
import { QuoteReading } from './quote-reading';
import { type Reading } from './reading';
import { TimelineWalk } from './timeline-walk';

/** How each stream is read. */
@Injectable()
export class StreamReadings {
  constructor(
    private readonly source: MeteredPostSource,
    private readonly keeper: PageKeeper,
    private readonly notices: NoticeBook,
    private readonly clock: Clock,
    private readonly config: CaptureConfig,
  ) {}

  open(progress: CaptureProgress, request: CaptureRequest): Reading {
    const { source, keeper, notices, clock } = this;
    const { stream = 'posts' } = request;
    if (stream === 'deletions') throw new TypeError('deletions are found by looking again');
    if (stream === 'profile') {
      return new ProfileReading(source, keeper, progress, request, clock);
    }
    if (stream === 'likes') {
      return new LikeReading(source, keeper, notices, progress, request, clock);
    }
    const settleMs = this.config.settleSeconds * 1000;
    if (stream === 'quotes') {
      return new QuoteReading(source, keeper, progress, request, { settleMs, clock });
    }
    return new TimelineWalk(source, keeper, progress, request, { stream, settleMs });
  }
}
