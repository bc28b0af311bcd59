import { readFileSync } from 'node:fs';
import {
  type ChainAnchor,
  type Finding,
  type Stray,
  strayFindings,
  type VerificationRequest,
} from '@app/delivery';
import { accountsOf, AppError, type ConnectorJob } from '@app/domain';
import { readPublicKey } from '@app/secrets';

import { chooseAccount } from '../export/account-choice';
import { orUsageError } from '../local/usage-error';
import { type VerifyOptions } from './verify-options';

/** What is to be read of all there is, and of what was noted to be there. Throws when there is no such thing, or nothing at all: that must not look as if all were well. */
export function requestOf(
  { account, jobId, taskId, publicKeys, anchors }: VerifyOptions,
  jobs: readonly ConnectorJob[],
  { stray, noted }: { stray: Stray; noted: readonly ChainAnchor[] },
): VerificationRequest & { found: Finding[] } {
  if (jobs.length === 0) throw noJobs(stray);
  const wanted = jobId === undefined ? jobs : jobs.filter((job) => job.jobId === jobId);
  if (jobId !== undefined && wanted.length === 0) {
    throw new AppError('jobs.unknown_job', `There is no job ${jobId} in table jobs.`);
  }
  const meant = account === undefined ? undefined : chooseAccount(jobs, account);
  const ofAccount = ({ accountId }: ConnectorJob) => !meant || accountId === meant.accountId;
  const unclaimed = meant ? [] : stray.accounts;
  const nameless = unclaimed.map((accountId) => ({ accountId, username: accountId }));
  const accounts = meant ? [meant] : [...accountsOf(jobs), ...nameless];
  const isWhole = jobId === undefined && taskId === undefined;
  const gone = noted.filter((anchor) => !jobs.some((job) => job.jobId === anchor.jobId));
  return {
    accounts: jobId === undefined ? accounts : [],
    jobs: [...wanted.filter(ofAccount), ...(isWhole ? gone : [])],
    found: isWhole ? strayFindings({ ...stray, accounts: unclaimed }) : [],
    taskId,
    publicKeys: publicKeys?.map(readKey),
    anchors: [...(anchors ?? []).map((anchor) => ({ jobId: jobId ?? '', ...anchor })), ...noted],
  };
}

function noJobs({ chains, accounts }: Stray): AppError {
  const found = `${accounts.length} accounts and the manifests of ${chains.length} jobs`;
  return new AppError(
    'jobs.unknown_job',
    `Nothing was verified: table jobs has no job, and the archive holds ${found}. Is STORAGE_NAME_PREFIX that of the worker? If it is, rows were removed.`,
  );
}

function readKey(file: string): string {
  const pem = orUsageError(() => readFileSync(file, 'utf8'));
  orUsageError(() => readPublicKey(pem));
  return pem;
}
