import { formatAgo, formatDate, formatSecond, formatTime } from '../format/format';
import { texts } from '../texts/texts';

const formats = { minute: formatTime, second: formatSecond, day: formatDate };

/** A time; exactly, or how long ago. */
export function When({ at, to = 'minute' }: { at?: string; to?: keyof typeof formats }) {
  if (at === undefined) return texts.none;
  return <time dateTime={at}>{formats[to](at)}</time>;
}

export function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatSecond(at)}>
      {formatAgo(at, new Date())}
    </time>
  );
}
