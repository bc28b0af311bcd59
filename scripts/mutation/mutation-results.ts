import { z } from 'zod';

const partsSchema = z.record(
  z.string(),
  z.object({
    area: z.string(),
    mutate: z.array(z.string()),
    tests: z.array(z.string()),
    /** Its tests need a storage emulator. */
    storage: z.boolean().optional(),
  }),
);

const count = z.number();
const resultsSchema = z.record(
  z.string(),
  z.object({
    ...{ date: z.string(), commit: z.string(), files: count },
    ...{ killed: count, timedOut: count, survived: count, uncovered: count, leftOut: count },
  }),
);

/** What is changed together, and the tests that are to notice. */
export type MutationParts = z.infer<typeof partsSchema>;

/** How the last run of each part ended. */
export type MutationResults = z.infer<typeof resultsSchema>;
export type PartResult = MutationResults[string];

const reportSchema = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

export function readParts(text: string): MutationParts {
  return partsSchema.parse(JSON.parse(text));
}

export function readResults(text: string): MutationResults {
  return resultsSchema.parse(JSON.parse(text));
}

/** What Stryker's JSON report comes to. `leftOut`: what is static, and what does not run at all once it is changed. */
export function countReport(text: string, run: { date: string; commit: string }): PartResult {
  const { files } = reportSchema.parse(JSON.parse(text));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map((m) => m.status));
  const number = (...wanted: string[]) => statuses.filter((each) => wanted.includes(each)).length;
  return {
    ...run,
    files: Object.keys(files).length,
    killed: number('Killed'),
    timedOut: number('Timeout'),
    survived: number('Survived'),
    uncovered: number('NoCoverage'),
    leftOut: number('Ignored', 'CompileError', 'RuntimeError'),
  };
}
