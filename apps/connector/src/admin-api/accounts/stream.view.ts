import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type CaptureState,
  type DayCount,
  type EntryKind,
  entryKinds,
  type Parking,
} from '@app/archive';
import { type OptionalStream, optionalStreams } from '@app/domain';

import { type Account } from './account';
import { ParkedView, parkedView } from './parked.view';

/** What an admin sees of; that a post is gone is noted whenever its account is archived. */
export const shownStreams = ['posts', ...optionalStreams] as const;
export type ShownStream = 'posts' | OptionalStream;

/** The kinds of entries a stream brings. */
export const kindsOf: Readonly<Record<ShownStream, readonly EntryKind[]>> = {
  posts: ['post', 'reply', 'quote', 'repost', 'unreadable'],
  mentions: ['inbound'],
  quotes: ['inbound'],
  messages: ['message'],
  likes: ['like'],
  profile: ['profile'],
};

export class StreamView {
  @ApiProperty({ enum: shownStreams, enumName: 'StreamName' })
  stream!: ShownStream;

  @ApiProperty({ description: 'Always, of `posts`.' })
  on!: boolean;

  @ApiPropertyOptional({ format: 'date-time', description: 'Since when it is on.' })
  since?: string;

  @ApiProperty({ enum: entryKinds, isArray: true, description: 'What it is counted as.' })
  kinds!: EntryKind[];

  @ApiProperty({
    type: 'integer',
    description:
      'Versions of these kinds in the archive; mentions and quotes are counted together.',
  })
  archived!: number;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'What X has billed for it so far. While it is on.',
  })
  read?: number;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Last read to the newest. While it is on.',
  })
  caughtUpAt?: string;

  @ApiPropertyOptional()
  parked?: ParkedView;
}

/** Names of the streams that are archived of an account. */
export function streamsOn({ streams }: Account): ShownStream[] {
  return ['posts', ...streams.map(({ stream }) => stream)];
}

/** All streams there are, on or off. */
export function streamViews(account: Account, days: readonly DayCount[]): StreamView[] {
  return shownStreams.map((stream) => {
    const kinds = [...kindsOf[stream]];
    const chosen = account.streams.find((each) => each.stream === stream);
    const standing = stream === 'posts' ? account : chosen;
    return {
      stream,
      on: standing !== undefined,
      ...(chosen && { since: chosen.since.toISOString() }),
      kinds,
      archived: countOf(days, kinds),
      ...(standing && standingView(standing)),
    };
  });
}

export function countOf(days: readonly DayCount[], kinds: readonly EntryKind[]): number {
  const counts = days.flatMap(({ byKind }) => kinds.map((kind) => byKind[kind] ?? 0));
  return counts.reduce((sum, count) => sum + count, 0);
}

function standingView({ capture, parked }: { capture: CaptureState; parked?: Parking }) {
  return {
    read: capture.postsRead,
    ...(capture.caughtUpAt && { caughtUpAt: capture.caughtUpAt.toISOString() }),
    ...(parked && { parked: parkedView(parked) }),
  };
}
