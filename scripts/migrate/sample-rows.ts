import { Secret } from '@app/domain';
import { z } from 'zod';

import { type SettingName } from '../../apps/connector/src/settings/connector-settings';
import { jsonOf } from '../local/json-of';

/** What the sample keeps of a connector of the portal. */
export interface SampleJob {
  jobId: string;
  accountId: string;
  accessToken: Secret;
  accessSecret: Secret;
  /** The newest post it has delivered; `undefined` when it has delivered none. */
  lastPostId?: string;
}

/** A row of which nothing comes, and why. */
export interface RefusedRow {
  jobId: string;
  why: string;
}

const id = z.string().regex(/^[1-9]\d{0,18}$/);
const jobRowSchema = z.object({
  partitionKey: id,
  rowKey: z.string().regex(/^[\w-]{1,100}$/),
  SourceInfo: z.string(),
});
const sourceInfoSchema = z.object({
  ClientToken: z.string().min(1),
  ClientSecret: z.string().min(1),
  /** `0` at first. */
  SinceId: z.union([id, z.literal('0')]).nullish(),
});
const namedSchema = z.object({ rowKey: z.string() });

/** The jobs that the rows of the sample's job table are, and the rows that are none. */
export function sampleJobsOf(rows: readonly unknown[]): {
  jobs: SampleJob[];
  refused: RefusedRow[];
} {
  const read = rows.map(jobOf);
  const jobs = read.filter((each) => 'accountId' in each);
  const refused = read.filter((each) => 'why' in each);
  const accountsOf = (jobId: string) =>
    jobs.filter((job) => job.jobId === jobId).map(({ accountId }) => accountId);
  const ambiguous = [...new Set(jobs.map(({ jobId }) => jobId))].filter(
    (jobId) => accountsOf(jobId).length > 1,
  );
  return {
    jobs: jobs.filter(({ jobId }) => !ambiguous.includes(jobId)),
    refused: [
      ...refused,
      ...ambiguous.map((jobId) => ({
        jobId,
        why: `the sample has several accounts for it, ${accountsOf(jobId).join(' and ')}: delete the row of the one that is not archived, and repeat`,
      })),
    ],
  };
}

/** No failure quotes a value: tokens are among them. */
function jobOf(row: unknown): SampleJob | RefusedRow {
  const { data: job, error } = jobRowSchema.safeParse(row);
  if (!job) {
    const jobId = namedSchema.safeParse(row).data?.rowKey ?? '(no row key)';
    return { jobId, why: `${fieldsOf(error)} of its row is not as the sample writes it` };
  }
  const { data: info } = sourceInfoSchema.safeParse(jsonOf(job.SourceInfo));
  const jobId = job.rowKey;
  if (!info) return { jobId, why: 'SourceInfo of its row does not hold the keys of an account' };
  return {
    ...{ jobId, accountId: job.partitionKey },
    accessToken: new Secret(info.ClientToken),
    accessSecret: new Secret(info.ClientSecret),
    ...(info.SinceId && info.SinceId !== '0' && { lastPostId: info.SinceId }),
  };
}

function fieldsOf({ issues }: z.ZodError): string {
  return [...new Set(issues.map(({ path }) => path.join('.')))].join(', ');
}

/** Names of the sample's settings, of its newer and of its older versions. */
const NAMES: Record<SettingName, readonly string[]> = {
  xAppKey: ['TwitterApiKey', 'TwitterAppId'],
  xAppSecret: ['TwitterApiSecretKey', 'TwitterAppSecret'],
  xAccessToken: ['TwitterAccessToken', 'TwitterClientToken'],
  xAccessSecret: ['TwitterAccessTokenSecret', 'TwitterClientSecret'],
  aadAppId: ['AAdAppId'],
  aadAppSecret: ['AAdAppSecret'],
};
const settingRowSchema = z.object({ rowKey: z.string(), settingValue: z.string().trim().min(1) });

export type SampleSettings = Partial<Record<SettingName, Secret>>;

/** What is set in the rows of the sample's table of settings, by our names. */
export function sampleSettingsOf(rows: readonly unknown[]): SampleSettings {
  const values = new Map(
    rows.flatMap((row) => {
      const { data } = settingRowSchema.safeParse(row);
      return data ? [[data.rowKey, new Secret(data.settingValue)] as const] : [];
    }),
  );
  return Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, theirs]) => {
      const value = theirs.map((each) => values.get(each)).find(Boolean);
      return value ? [[name, value]] : [];
    }),
  );
}
