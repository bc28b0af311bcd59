import { Injectable } from '@nestjs/common';
import { type ManifestLink } from '@app/archive';
import { type ChainAnchor, ChainAnchors, ChainVerification, Findings, Strays } from '@app/delivery';
import { Clock, type ConnectorJob } from '@app/domain';
import { type Alert, AlertBook } from '@app/jobs';

import { anAlert } from './account-findings';
import { type Look, lookAt, together } from './look';

const DAY_MS = 24 * 3600_000;
/** Within so many days every manifest is read once. */
const DAYS = 30;
const CODE = 'chain-broken';

/** Verifies the chains of manifests, and notes where those that are whole end. */
@Injectable()
export class ChainWatch {
  constructor(
    private readonly verification: ChainVerification,
    private readonly anchors: ChainAnchors,
    private readonly strays: Strays,
    private readonly book: AlertBook,
    private readonly clock: Clock,
  ) {}

  /**
   * One alert for each job whose chain is broken, or that has a chain, or had one, and no row. Of the manifests' bytes those are read that were not anchored yet, and a thirtieth of
   * the others each day; all, while a chain is known to be broken. Nothing is noted while a note cannot be read: it may be of more.
   */
  async find(jobs: readonly ConnectorJob[], signal: AbortSignal): Promise<Look> {
    const unreadable: string[] = [];
    const anchors = await this.anchors.farthest((name) => unreadable.push(name));
    const isNoting = unreadable.length === 0;
    const broken = (await this.book.list()).filter(({ code }) => code === CODE);
    const looks: Look[] = [];
    for (const job of jobs) {
      const isBroken = broken.some(({ subject }) => subject === job.jobId);
      const known = { anchor: anchors.get(job.jobId), isBroken, isNoting };
      const check = () => this.check(job, known, signal);
      looks.push(await lookAt({ codes: [CODE], subject: job.jobId }, check, signal));
    }
    looks.push(await lookAt({ codes: [CODE] }, () => this.withoutJob(jobs, anchors), signal));
    return together([...looks, { found: this.ofNotes(unreadable), unseen: [] }]);
  }

  private ofNotes([first, ...more]: string[]): Alert[] {
    if (first === undefined) return [];
    const text = `Where chains of manifests ended was noted in rows that cannot be read, so that none is compared with them, and no new end is noted: ${first} and ${more.length} more.`;
    return [anAlert(CODE, 'audit', this.clock.now(), { text })];
  }

  private async withoutJob(
    jobs: readonly ConnectorJob[],
    noted: ReadonlyMap<string, ChainAnchor>,
  ): Promise<Alert[]> {
    const { chains } = await this.strays.find();
    const known = new Set(jobs.map(({ jobId }) => jobId));
    const gone = [...noted.keys()].filter((jobId) => !known.has(jobId));
    const text =
      'Something was handed over by this job, and the job has no row in table jobs any more: it was removed, maybe with all of its manifests, and its account may be captured and verified no more.';
    const subjects = new Set([...chains, ...gone]);
    return [...subjects].map((job) => anAlert(CODE, job, this.clock.now(), { text }));
  }

  private async check(
    { jobId, username }: ConnectorJob,
    { anchor, isBroken, isNoting }: { anchor?: ChainAnchor; isBroken: boolean; isNoting: boolean },
    signal: AbortSignal,
  ): Promise<Alert[]> {
    const now = this.clock.now();
    const findings = new Findings();
    const part = Math.floor(now.getTime() / DAY_MS) % DAYS;
    const isRead = ({ sequence }: ManifestLink) =>
      isBroken || sequence > (anchor?.sequence ?? 0) || sequence % DAYS === part;
    const request = { jobId, anchors: anchor ? [anchor] : [], isRead, signal };
    const { head } = await this.verification.run(request, findings);
    if (findings.broken === 0) {
      const isNew = head && head.sequence > (anchor?.sequence ?? 0);
      if (isNew && isNoting) await this.anchors.note({ jobId, ...head });
      return [];
    }
    const first = findings.told.find(({ severity }) => severity === 'broken');
    const what = first ? ` First: ${first.name} ${first.what}.` : '';
    const text = `What was handed over of @${username} by job ${jobId} cannot be proved: ${findings.broken} things of its chain of manifests are wrong.${what}`;
    return [anAlert(CODE, jobId, now, { text })];
  }
}
