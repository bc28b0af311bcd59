import { Injectable } from '@nestjs/common';
import { StoredArchive } from '@app/archive';
import { Clock, type ConnectorJob } from '@app/domain';
import { Signer } from '@app/secrets';

import { BlobCheck } from './blob-check';
import { type Finding, Findings } from './finding';
import { IndexCheck } from './index-check';
import { ManifestCheck } from './manifest-check';
import { type PublicKeys, publicKeysOf } from './public-keys';

export interface VerificationRequest {
  /** Whose archives are read. */
  accounts: readonly { accountId: string; username: string }[];
  /** Whose manifests are read. */
  jobs: readonly ConnectorJob[];
  /** Those that prove manifests, as PEM; the one this service signs with unless told. */
  publicKeys?: readonly string[];
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
  /** Of them: from before manifests were signed. */
  unsigned: number;
  /** Delivered by them. */
  items: number;
}

/**
 * Reads everything again that was archived and delivered, and compares it with what was noted of it then. Changes nothing. Rejects
 * with `archive.unavailable`, as SecretStore does, or with the signal's reason; what is wrong is in the report.
 */
@Injectable()
export class Verification {
  constructor(
    private readonly archive: StoredArchive,
    private readonly signer: Signer,
    private readonly clock: Clock,
  ) {}

  async run(request: VerificationRequest): Promise<VerificationReport> {
    const startedAt = this.clock.now();
    const findings = new Findings(request.onFinding);
    const accounts: AccountChecked[] = [];
    const jobs: JobChecked[] = [];
    const keys = publicKeysOf(request.publicKeys ?? (await this.ownKeys()));
    const wanted = request.taskId === undefined ? request.accounts : [];
    for (const account of wanted) accounts.push(await this.account(account, request, findings));
    for (const { jobId } of request.jobs) jobs.push(await this.job(jobId, keys, request, findings));
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
    keys: PublicKeys,
    { taskId, signal, onProgress }: VerificationRequest,
    findings: Findings,
  ): Promise<JobChecked> {
    const check = new ManifestCheck(this.archive, findings, jobId, keys);
    let checked = 0;
    const onManifest = () => onProgress?.({ step: 'manifests', of: jobId, checked: ++checked });
    await check.run(onManifest, taskId, signal);
    const { manifests, unsigned, items } = check;
    return { jobId, manifests, unsigned, items };
  }

  private async ownKeys(): Promise<string[]> {
    const key = await this.signer.publicKey();
    return key === undefined ? [] : [key];
  }
}
