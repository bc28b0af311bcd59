import { Injectable } from '@nestjs/common';
import { CaptureConfig } from '@app/config';
import { type Clock } from '@app/domain';

import { type CaptureProgress } from '../capture-progress';
import { type CaptureRequest } from '../capture-request';
import { MeteredPostSource } from '../metered-post-source';
import { PageKeeper } from '../page-keeper';
import { DeletedContent } from './deleted-content';
import { Findings } from './findings';
import { RecheckReading } from './recheck-reading';
import { RecheckStores } from './recheck-stores';

/** How what is archived is looked at again. */
@Injectable()
export class Rechecks {
  constructor(
    private readonly source: MeteredPostSource,
    private readonly stores: RecheckStores,
    private readonly keeper: PageKeeper,
    private readonly deletedContent: DeletedContent,
    private readonly config: CaptureConfig,
  ) {}

  open(progress: CaptureProgress, request: CaptureRequest, clock: Clock): RecheckReading {
    const { source, keeper, deletedContent, config } = this;
    const { archive, absences, states, audit } = this.stores;
    const findings = new Findings(audit, clock, request.accountId);
    const stores = { archive, absences, states };
    const ports = { ...stores, source, keeper, deletedContent, findings, clock, config };
    return new RecheckReading(ports, progress, request);
  }

  /** Tries again to get the media that earlier pages lacked. */
  async missingMedia(accountId: string, signal?: AbortSignal): Promise<void> {
    await this.keeper.retryMissingMedia(accountId, signal);
  }
}
