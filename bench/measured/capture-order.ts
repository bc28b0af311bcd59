import { z } from 'zod';

/** Whose posts to read: with all that the worker does (`capture`), or by the library alone and saving nothing (`bare`). */
export const captureOrderSchema = z.object({
  what: z.enum(['capture', 'bare']),
  accountId: z.string(),
  xAppKey: z.string(),
  xAppSecret: z.string(),
  xAccessToken: z.string(),
  xAccessSecret: z.string(),
});
export type CaptureOrder = z.infer<typeof captureOrderSchema>;

export const captureOutcomeSchema = z.object({
  posts: z.number(),
  pages: z.number(),
  /** Of the work alone, without the start of the process. */
  seconds: z.number(),
});
export type CaptureOutcome = z.infer<typeof captureOutcomeSchema>;
