/** What is more at the end than at the beginning, by the straight line that lies closest to all values: noise hardly shows in it. */
export function gained(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [rise, run] = [0, 0];
  for (const [i, value] of values.entries()) {
    rise += (i - middle) * (value - mean);
    run += (i - middle) ** 2;
  }
  return run === 0 ? 0 : (rise / run) * (values.length - 1);
}
