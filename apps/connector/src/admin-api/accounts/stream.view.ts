import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type OptionalStream, optionalStreams } from '@app/domain';

import { type Account } from './account';

/** What an admin can see of; a post that is gone is noted with its own posts. */
export const shownStreams = ['posts', ...optionalStreams] as const;
export type ShownStream = 'posts' | OptionalStream;

export class StreamView {
  @ApiProperty({ enum: shownStreams, enumName: 'StreamName' })
  stream!: ShownStream;

  @ApiProperty({ description: 'Always, of `posts`.' })
  on!: boolean;

  @ApiPropertyOptional({ format: 'date-time', description: 'Since when it is on.' })
  since?: string;
}

/** Names of the streams that are archived of an account. */
export function streamsOn({ streams }: Account): ShownStream[] {
  return ['posts', ...streams.map(({ stream }) => stream)];
}

/** All streams there are, with what is chosen of them. */
export function streamViews(account: Account): StreamView[] {
  return shownStreams.map((stream) => {
    const chosen = account.streams.find((each) => each.stream === stream);
    return {
      stream,
      on: stream === 'posts' || chosen !== undefined,
      ...(chosen && { since: chosen.since.toISOString() }),
    };
  });
}
