import { isSmall } from './figures';
import { writePerformanceFiles } from './performance-page';
import { readResults } from './results';
import { targetTable } from './target-table';

/** Says of every target whether it is met. */
export default function end(): void {
  if (!isSmall) writePerformanceFiles();
  const began = new Date(process.env.BENCH_BEGAN ?? 0);
  const ofWhat = isSmall ? ' (in small sizes nothing follows from it)' : '';
  console.log(`\nTargets${ofWhat}\n\n${targetTable(readResults(), began)}\n`);
}
