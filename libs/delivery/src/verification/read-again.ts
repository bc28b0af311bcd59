const MOST_READINGS = 3;

/** Rows come page by page: what does not fit together, for a worker added to it meanwhile, is read again, up to three times in all. */
export async function readAgain<T>(
  first: T,
  isWhole: (read: T) => boolean,
  read: () => Promise<T>,
): Promise<T> {
  let last = first;
  for (let reading = 1; reading < MOST_READINGS && !isWhole(last); reading++) last = await read();
  return last;
}
