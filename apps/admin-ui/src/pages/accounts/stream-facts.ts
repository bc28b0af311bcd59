import { type StreamView } from '../../api/types';
import { formatNumber, formatTime } from '../../format/format';
import { texts } from '../../texts/texts';

/** Where a stream stands, in a few words each. Of one that is off, only what is left of it. */
export function streamFacts({
  stream,
  on,
  since,
  kinds,
  archived,
  read,
  caughtUpAt,
}: StreamView): string[] {
  const { streams } = texts;
  const count = formatNumber(archived);
  const inArchive = kinds.includes('inbound')
    ? streams.archivedInbound(count)
    : streams.archived(count);
  if (!on) return archived > 0 ? [inArchive] : [];
  return [
    ...(since === undefined ? [] : [streams.since(formatTime(since))]),
    inArchive,
    ...(read === undefined || stream === 'profile' ? [] : [streams.read(formatNumber(read))]),
    caughtUpAt === undefined ? streams.notRead : streams.caughtUp(formatTime(caughtUpAt)),
  ];
}
