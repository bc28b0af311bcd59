import { type CompletenessView } from '../../api/types';
import { texts } from '../../texts/texts';

/** The posts of one state that the answer lists, and how many more there are. */
export function notShownOf(
  { notShown, atSource }: Pick<CompletenessView, 'notShown' | 'atSource'>,
  wanted: CompletenessView['notShown'][number]['state'],
) {
  const shown = notShown.filter(({ state }) => state === wanted);
  return { shown, more: atSource[wanted] - shown.length };
}

/** Of what a gap is. */
export function gapName(stream: CompletenessView['gaps'][number]['stream']): string {
  if (stream === 'deletions') return texts.kinds.deletion ?? stream;
  return texts.streams.shortNames[stream];
}
