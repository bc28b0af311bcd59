import { type CompletenessView } from '../../api/types';
import { texts } from '../../texts/texts';

const words = texts.completeness;

/** What the answer lists of one state, and how many more there are. */
export function listedOf<T extends { state: string }>(
  all: readonly T[],
  counts: Record<T['state'], number>,
  wanted: T['state'],
) {
  const listed = all.filter(({ state }) => state === wanted);
  return { listed, more: counts[wanted] - listed.length };
}

/** Why something was handed over without the file. */
export function fileReasonText({
  reason,
  retry,
}: Pick<CompletenessView['withoutFile'][number], 'reason' | 'retry'>): string {
  if (reason === undefined) return words.notTriedFile;
  const why = words.fileReasons[reason] ?? reason;
  return retry ? words.stillTried(why) : why;
}

/** Of what a gap is. */
export function gapName(stream: CompletenessView['gaps'][number]['stream']): string {
  if (stream === 'deletions') return texts.kinds.deletion ?? stream;
  return texts.streams.shortNames[stream];
}
