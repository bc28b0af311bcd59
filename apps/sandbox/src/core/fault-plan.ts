import { Injectable } from '@nestjs/common';
import { z } from 'zod';

export const faultSchema = z.strictObject({
  target: z.enum(['x', 'media', 'event', 'token', 'entra', 'vault', 'smtp']),
  kind: z.enum(['status', 'rate_limit', 'hang', 'reset', 'truncate', 'html', 'empty_page']),
  /** For `status`; 500 unless told. */
  status: z.int().min(400).max(599).optional(),
  /** For `status`: X's code of an error, as its older routes give it. */
  code: z.int().optional(),
  /** How many requests it meets; 1 unless told. */
  times: z.int().min(1).default(1),
  /** For `rate_limit`: with X's headers? */
  headers: z.boolean().default(true),
  /** Only requests whose path holds this; messages whose recipients do. */
  path: z.string().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** Faults waiting to happen, in the order they were asked for. */
@Injectable()
export class FaultPlan {
  private faults: Fault[] = [];

  add(fault: Fault): void {
    this.faults.push({ ...fault });
  }

  clear(): void {
    this.faults = [];
  }

  /** How many requests are still to be met. */
  waiting(): number {
    return this.faults.reduce((sum, { times }) => sum + times, 0);
  }

  /** The fault that meets this request, if any; it is then one time fewer. */
  take(target: Fault['target'], path: string): Fault | undefined {
    const fault = this.faults.find(
      (each) => each.target === target && path.includes(each.path ?? ''),
    );
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.faults = this.faults.filter((each) => each !== fault);
    return fault;
  }
}
