import { Injectable } from '@nestjs/common';
import { CaptureStateStore, type ManifestLink, StoredArchive } from '@app/archive';
import { Clock, type ConnectorJob, type Secret } from '@app/domain';

import { taskOfDelivery } from '../manifest';
import { BlobCheck } from './blob-check';
import { type ChainAnchor } from './chain-anchor';
import { ChainVerification, type JobChecked } from './chain-verification';
import { ContainerCheck } from './container-check';
import { DeliveredCheck } from './delivered-check';
import { type Finding, Findings } from './finding';
import { IndexCheck } from './index-check';
import { type LostOf } from './manifest-check';
import { type PublicKeys } from './public-keys';
import { Removals } from './removals';

export interface VerificationRequest {
  /** Whose archives are read. */
  accounts: readonly { accountId: string; username: string }[];
  /** Whose manifests are read. */
  jobs: readonly Pick<ConnectorJob, 'jobId'>[];
  /** What was found already, and is told first. */
  found?: readonly Finding[];
  /** Those that prove manifests, as PEM; those this service signs and signed with unless told. */
  publicKeys?: readonly string[];
  /** What was noted of the chains of manifests elsewhere. */
  anchors?: readonly ChainAnchor[];
  /** Only the manifests of this task, and no archive. */
  taskId?: string;
  /** With `taskId`: a SAS URI of its container, which is compared with the manifest. */
  container?: Secret;
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
  containers: ContainerChecked[];
  /** How many there are; `findings` names the first thousand. */
  broken: number;
  leftOver: number;
  findings: Finding[];
}

interface ContainerChecked {
  jobId: string;
  taskId: string;
  files: number;
}

interface AccountChecked {
  accountId: string;
  username: string;
  records: number;
  pages: number;
  media: number;
  /** Of the records, those whose content was removed: redacted, or purged and so not among them. */
  removed: number;
}

/**
 * Reads everything again that was archived and delivered, and compares it with what was noted of it then. Changes nothing. Rejects
 * with `archive.unavailable`, as SecretStore and LentContainers do, or with the signal's reason; what is wrong is in the report.
 */
@Injectable()
export class Verification {
  constructor(
    private readonly archive: StoredArchive,
    private readonly states: CaptureStateStore,
    private readonly chains: ChainVerification,
    private readonly containers: ContainerCheck,
    private readonly clock: Clock,
  ) {}

  async run(request: VerificationRequest): Promise<VerificationReport> {
    const startedAt = this.clock.now();
    const findings = new Findings(request.onFinding);
    const accounts: AccountChecked[] = [];
    const jobs: JobChecked[] = [];
    request.found?.forEach((finding) => findings.add(finding));
    const wanted = request.taskId === undefined ? request.accounts : [];
    const keys = await this.chains.keysOf(request.publicKeys);
    for (const account of wanted) {
      accounts.push(await this.account(account, request, keys, findings));
    }
    const delivered = new DeliveredCheck(this.archive, keys);
    for (const { jobId } of request.jobs) {
      jobs.push(await this.job(jobId, request, delivered, findings));
    }
    const containers = await this.container(request, findings);
    const { broken, leftOver, told } = findings;
    const finishedAt = this.clock.now();
    const checked = { accounts, jobs, containers };
    return { startedAt, finishedAt, ...checked, broken, leftOver, findings: told };
  }

  private async account(
    { accountId, username }: { accountId: string; username: string },
    { signal, onProgress }: VerificationRequest,
    keys: PublicKeys,
    findings: Findings,
  ): Promise<AccountChecked> {
    const counter = (step: VerificationProgress['step']) => {
      let checked = 0;
      return () => onProgress?.({ step, of: `@${username}`, checked: ++checked });
    };
    // Before the rows are read: what is captured meanwhile is not settled by it.
    const { coverage } = (await this.states.load(accountId)).state;
    const removals = new Removals(this.archive, accountId, keys);
    await removals.read(findings);
    const index = new IndexCheck(this.archive, findings, removals);
    await index.run(accountId, counter('records'), signal);
    const { recordsByFolder, ids, records, removed } = index;
    const indexed = { recordsByFolder, ids, coverage, removals };
    const blobs = new BlobCheck(this.archive, findings, indexed);
    await blobs.run(accountId, counter('blobs'), signal);
    const { pages, media } = blobs;
    return { accountId, username, records, pages, media, removed };
  }

  private job(
    jobId: string,
    { anchors, publicKeys, taskId, signal, onProgress }: VerificationRequest,
    delivered: DeliveredCheck,
    findings: Findings,
  ): Promise<JobChecked> {
    let checked = 0;
    const onManifest = () => onProgress?.({ step: 'manifests', of: jobId, checked: ++checked });
    const request = { jobId, anchors, publicKeys, signal, onManifest };
    const lostOf: LostOf = (accountId, item) => delivered.lostOf(accountId, item);
    if (taskId === undefined) return this.chains.run({ ...request, lostOf }, findings);
    const isRead = (link: ManifestLink) => taskOfDelivery(link.taskId) === taskId;
    return this.chains.run({ ...request, isRead }, findings);
  }

  /** Of the jobs the one that has the task. */
  private async container(
    { jobs, taskId, container: sasUri, signal }: VerificationRequest,
    findings: Findings,
  ): Promise<ContainerChecked[]> {
    if (taskId === undefined || !sasUri) return [];
    const checked: ContainerChecked[] = [];
    for (const { jobId } of jobs) {
      const files = await this.containers.run({ jobId, taskId, sasUri, signal }, findings);
      if (files !== undefined) checked.push({ jobId, taskId, files });
    }
    return checked;
  }
}
