/** So many of each state are for reading; all of them are in the file. */
const SHOWN = 200;

export function firstOfEachState<T extends { state: string }>(all: readonly T[]): T[] {
  const states = Map.groupBy(all, ({ state }) => state);
  return [...states.values()].flatMap((ofState) => ofState.slice(0, SHOWN));
}
