import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { z } from 'zod';

import { type ChaosPlan } from './chaos-plan';
import { type ChaosResult } from './chaos-run';
import { verdictKinds } from './verdict';

const resultSchema = z.object({
  seed: z.number(),
  faults: z.array(z.string()),
  kind: z.enum(verdictKinds),
  differences: z.array(z.string()),
  ms: z.number(),
});

/** Results as they come, one line of JSON each: what was killed goes on where it stopped. */
export class ResultsFile {
  private readonly known = new Map<number, ChaosResult>();

  /** Without a path nothing is kept. A last line that is half written is taken out. */
  constructor(private readonly path: string | undefined) {
    if (path === undefined || !existsSync(path)) return;
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    truncateSync(path, Buffer.byteLength(whole));
    for (const line of whole.split('\n').filter(Boolean)) {
      const result = resultSchema.parse(JSON.parse(line));
      this.known.set(result.seed, result);
    }
  }

  /** How the run of this plan ended; `undefined` when it is to be run, also when its seed had other faults then. */
  resultOf({ seed, faults }: ChaosPlan): ChaosResult | undefined {
    const known = this.known.get(seed);
    return known?.faults.join() === faults.map(({ name }) => name).join() ? known : undefined;
  }

  add(result: ChaosResult): void {
    if (this.path !== undefined) appendFileSync(this.path, `${JSON.stringify(result)}\n`);
  }
}
