import { Injectable } from '@nestjs/common';
import { type CaptureState, CaptureStateStore } from '@app/archive';
import { type OptionalStream } from '@app/domain';
import { StreamChoices } from '@app/jobs';

export interface StreamStanding {
  stream: OptionalStream;
  capture: CaptureState;
}

/** Where capture of an account stands. */
@Injectable()
export class CaptureStandings {
  constructor(
    private readonly states: CaptureStateStore,
    private readonly choices: StreamChoices,
  ) {}

  /** Of its own posts, and of the streams that are switched on. */
  async of(accountId: string): Promise<{ capture: CaptureState; streams: StreamStanding[] }> {
    const { state: capture } = await this.states.load(accountId);
    const chosen = await this.choices.of(accountId);
    const streams = await Promise.all(
      chosen.map(async (stream) => {
        const { state } = await this.states.load(accountId, stream);
        return { stream, capture: state };
      }),
    );
    return { capture, streams };
  }
}
