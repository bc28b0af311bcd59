import { forgetSmallResults } from './results';

/** Notes when the measurements begin, for the table at their end. */
export default function begin(): void {
  process.env.BENCH_BEGAN = new Date().toISOString();
  forgetSmallResults();
}
