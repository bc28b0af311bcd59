import { type OptionalStream, optionalStreams } from '@app/domain';

import { type ChosenStream } from './stream-choices';

/** These streams switched on, given those that were on before. */
export function chosenAmong(
  known: readonly ChosenStream[],
  streams: readonly OptionalStream[],
  at: Date,
): ChosenStream[] {
  return optionalStreams
    .filter((stream) => streams.includes(stream))
    .map((stream) => known.find((each) => each.stream === stream) ?? { stream, since: at });
}
