/**
 * The method `method`, bound already, with `wrap` around every call, which is given the call as it was made. Put back in the place of
 * the method, whoever calls it does not know; and what is not switched on costs nothing.
 */
export function around<Args extends unknown[], Result>(
  method: (...args: Args) => Promise<Result>,
  wrap: (call: () => Promise<Result>, ...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return (...args) => wrap(() => method(...args), ...args);
}
