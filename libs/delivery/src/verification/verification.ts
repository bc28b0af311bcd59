import { Injectable } from '@nestjs/common';
import { StoredArchive } from '@app/archive';
import { Clock, type ConnectorJob } from '@app/domain';

import { BlobCheck } from './blob-check';
import { type Finding, Findings } from './finding';
import { IndexCheck } from './index-check';
import { ManifestCheck } from './manifest-check';

export interface VerificationRequest {
  /** Whose archives are read. */
  accounts: readonly { accountId: string; username: string }[];
  /** Whose manifests are read. */
  jobs: readonly ConnectorJob[];
  /** Only the manifests of this task, and no archive. */
  taskId?: string;
  signal?: AbortSignal;
  onProgress?: (progress: VerificationProgress) => void;
  onFinding?: (finding: Finding) => void;
}

export interface VerificationProgress {
  step: 'records' | 'blobs' | 'manifests';
  /** The account or the job. */
  of: string;
  checked: number;
}

export interface VerificationReport {
  startedAt: Date;
  finishedAt: Date;
  accounts: AccountChecked[];
  jobs: JobChecked[];
  /** How many there are; `findings` names the first thousand. */
  broken: number;
  leftOver: number;
  findings: Finding[];
}

interface AccountChecked {
  accountId: string;
  username: string;
  records: number;
  pages: number;
  media: number;
}

interface JobChecked {
  jobId: string;
  manifests: number;
  /** Delivered by them. */
  items: number;
}

/**
 * Reads everything again that was archived and delivered, and compares it with what was noted of it then. Changes nothing. Rejects
 * with `archive.unavailable` or the signal's reason; what is wrong is in the report.
 */
@Injectable()
export class Verification {
  constructor(
    private readonly archive: StoredArchive,
    private readonly clock: Clock,
  ) {}

  async run(request: VerificationRequest): Promise<VerificationReport> {
    const startedAt = this.clock.now();
    const findings = new Findings(request.onFinding);
    const accounts: AccountChecked[] = [];
    const jobs: JobChecked[] = [];
    const wanted = request.taskId === undefined ? request.accounts : [];
    for (const account of wanted) accounts.push(await this.account(account, request, findings));
    for (const { jobId } of request.jobs) jobs.push(await this.job(jobId, request, findings));
    const { broken, leftOver, told } = findings;
    const finishedAt = this.clock.now();
    return { startedAt, finishedAt, accounts, jobs, broken, leftOver, findings: told };
  }

  private async account(
    { accountId, username }: { accountId: string; username: string },
    { signal, onProgress }: VerificationRequest,
    findings: Findings,
  ): Promise<AccountChecked> {
    const counter = (step: VerificationProgress['step']) => {
      let checked = 0;
      return () => onProgress?.({ step, of: `@${username}`, checked: ++checked });
    };
    const index = new IndexCheck(this.archive, findings);
    await index.run(accountId, counter('records'), signal);
    const blobs = new BlobCheck(this.archive, findings);
    await blobs.run(accountId, index.recordsByFolder, counter('blobs'), signal);
    const { pages, media } = blobs;
    return { accountId, username, records: index.records, pages, media };
  }

  private async job(
    jobId: string,
    { taskId, signal, onProgress }: VerificationRequest,
    findings: Findings,
  ): Promise<JobChecked> {
    const check = new ManifestCheck(this.archive, findings, jobId);
    let checked = 0;
    const onManifest = () => onProgress?.({ step: 'manifests', of: jobId, checked: ++checked });
    await check.run(onManifest, taskId, signal);
    return { jobId, manifests: check.manifests, items: check.items };
  }
}
