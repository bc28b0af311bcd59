import { createHash } from 'node:crypto';
import {
  type ManifestLink,
  sequenceKey,
  signedTextOf,
  type StoredChains,
  type StoredLink,
  taskKey,
} from '@app/archive';
import { isAppError } from '@app/domain';
import { isSignedBy } from '@app/secrets';
import { pMapIterable } from 'p-map';
import { z } from 'zod';

import { taskOfDelivery } from '../manifest';
import { type ManifestPart, manifestParts } from '../manifest-parts';
import { AnchorCheck, type ChainAnchor } from './chain-anchor';
import { type Lost } from './delivered-check';
import { type Findings } from './finding';
import { type PublicKeys } from './public-keys';
import { readAgain } from './read-again';

const fieldsSchema = z.object({
  jobId: z.string(),
  taskId: z.string(),
  counts: z.object({ items: z.number(), bytes: z.number(), parked: z.number() }),
  previous: z.object({ sequence: z.number(), sha256: z.string() }).nullable(),
});
const itemSchema = z.object({ bytes: z.number() });
const ITEMS_AT_ONCE = 8;

export interface ChainReading {
  /** Of which manifests the bytes are read; of all unless told. The rows of all are looked at. */
  isRead?: (link: ManifestLink) => boolean;
  signal?: AbortSignal;
  onManifest?: () => void;
}

/** What of an item that a manifest holds is not in the account's archive any more. */
export type LostOf = (accountId: string, item: unknown) => Promise<Lost[]>;

/** Of a manifest's bytes; what is lost is told of a manifest that is right. */
interface ManifestRead {
  wrong?: string;
  lost: Lost[];
}

/** A job's manifests: is each what was stored, and each chained to the one before, from the first to the head? */
export class ManifestCheck {
  manifests = 0;
  items = 0;
  unsigned = 0;
  /** Has any link been signed so far? */
  private isSigned = false;
  /** With the rows some 1,500 bytes for each manifest. */
  private readonly bySequence = new Map<number, ManifestLink>();
  /** The blobs that the rows name. */
  private readonly names = new Map<string, 'read' | 'not-read'>();
  private readonly jobId: string;
  private readonly keys: PublicKeys;
  private readonly anchors: AnchorCheck;
  private readonly lostOf: LostOf;

  constructor(
    private readonly chains: StoredChains,
    private readonly findings: Findings,
    of: { jobId: string; keys: PublicKeys; anchors: readonly ChainAnchor[]; lostOf?: LostOf },
  ) {
    this.jobId = of.jobId;
    this.keys = of.keys;
    this.anchors = new AnchorCheck(of.anchors);
    this.lostOf = of.lostOf ?? (() => Promise.resolve([]));
  }

  /** The last link of the chain. */
  async run({ isRead, onManifest, signal }: ChainReading): Promise<ManifestLink | undefined> {
    let head: ManifestLink | undefined;
    let last: ManifestLink | undefined;
    for (const { key, link } of await this.rows()) {
      signal?.throwIfAborted();
      if (!link) this.findings.isBroken(this.rowName(key), 'is not readable');
      else if (key === 'head') head = link;
      else if (key.startsWith('sequence.')) {
        this.takeSequence(key, link, last);
        // One without a signature is proved by the next alone, which holds its hash.
        const isProof = last && !last.signature && this.names.get(last.name) === 'read';
        const isToRead = isProof || (isRead?.(link) ?? true);
        this.names.set(link.name, isToRead ? 'read' : 'not-read');
        if (isToRead) {
          await this.checkManifest(link, last);
          onManifest?.();
        }
        last = link;
      } else this.takeTask(key, link);
    }
    this.end(head, last);
    await this.compareBlobs();
    return last;
  }

  private async rows(): Promise<StoredLink[]> {
    const read = () => Array.fromAsync(this.chains.links(this.jobId));
    return readAgain(await read(), isWhole, read);
  }

  private takeSequence(key: string, link: ManifestLink, last: ManifestLink | undefined): void {
    const expected = (last?.sequence ?? 0) + 1;
    if (link.sequence !== expected || key !== sequenceKey(expected)) {
      const what = `is out of order: number ${expected} of the chain should come here`;
      this.findings.isBroken(this.rowName(key), what);
    }
    this.bySequence.set(link.sequence, link);
    const wrong = [this.faultOfSignature(link), this.anchors.faultOf(link)];
    for (const what of wrong) if (what !== undefined) this.findings.isBroken(link.name, what);
  }

  private takeTask(key: string, link: ManifestLink): void {
    const same = this.bySequence.get(link.sequence);
    this.bySequence.delete(link.sequence);
    if (same && isSame(same, link) && key === taskKey(link.taskId)) return;
    const what = `and ${this.rowName(sequenceKey(link.sequence))} do not agree`;
    this.findings.isBroken(this.rowName(key), what);
  }

  private end(head: ManifestLink | undefined, last: ManifestLink | undefined): void {
    for (const { sequence, taskId } of this.bySequence.values()) {
      const what = `is not there; ${sequenceKey(sequence)} is of its manifest`;
      this.findings.isBroken(this.rowName(taskKey(taskId)), what);
    }
    const cut = this.anchors.faultOfEnd(last);
    if (cut !== undefined) this.findings.isBroken(this.rowName('head'), cut);
    if (last && !this.isSigned) {
      const what = 'is not signed, and none before it is: no key proves this chain';
      this.findings.isBroken(last.name, what);
    }
    if (head === undefined && last === undefined) return;
    if (head && last && isSame(head, last)) return;
    this.findings.isBroken(this.rowName('head'), 'is not the last manifest of the chain');
  }

  private async checkManifest(link: ManifestLink, last: ManifestLink | undefined): Promise<void> {
    this.manifests += 1;
    const { name, sha256 } = link;
    if (!name.endsWith(`.${sha256.slice(0, 8)}.json`)) {
      this.findings.isBroken(name, 'has another hash than its name says');
      return;
    }
    try {
      const { wrong, lost } = await this.read(link, last);
      if (wrong !== undefined) this.findings.isBroken(name, wrong);
      else
        lost.forEach((each) => this.findings.isBroken(each.name, `${each.what}; ${name} has it`));
    } catch (error) {
      const isMissing = isAppError(error, 'archive.not_found');
      if (!isMissing && !isAppError(error, 'archive.corrupt')) throw error;
      this.findings.isBroken(name, isMissing ? 'is not there' : 'is not what was stored');
    }
  }

  /** Those of before there were signatures have none: they are proved by the first that is signed. */
  private faultOfSignature(link: ManifestLink): string | undefined {
    const { signature } = link;
    if (!signature) {
      this.unsigned += 1;
      return this.isSigned ? 'is not signed, though one before it is' : undefined;
    }
    this.isSigned = true;
    const key = this.keys.get(signature.keyId);
    if (!key) return `is signed with a key that is not known here: ${signature.keyId}`;
    const isProved = isSignedBy(key, signedTextOf(this.jobId, link), signature);
    return isProved ? undefined : 'has a signature that does not prove it';
  }

  private async read(link: ManifestLink, last: ManifestLink | undefined): Promise<ManifestRead> {
    const hash = createHash('sha256');
    const found = { items: 0, bytes: 0, parked: 0 };
    const fields: [string, unknown][] = [];
    const lost: Lost[] = [];
    const parts = pMapIterable(
      ofAccounts(manifestParts(hashed(await this.chains.open(link.name), hash))),
      async ({ key, value, accountId }) => ({
        ...{ key, value, lost: key === 'items' ? await this.lostOf(accountId, value) : [] },
      }),
      { concurrency: ITEMS_AT_ONCE },
    );
    for await (const { key, value, lost: ofItem } of parts) {
      lost.push(...ofItem);
      if (key === 'parked') found.parked += 1;
      else if (key === 'items') {
        found.items += 1;
        found.bytes += itemSchema.safeParse(value).data?.bytes ?? 0;
      } else if (key in fieldsSchema.shape) fields.push([key, value]);
    }
    if (hash.digest('hex') !== link.sha256) return { wrong: 'is not what was stored', lost };
    this.items += found.items;
    return { wrong: this.faultOf(link, last, { found, fields }), lost };
  }

  private faultOf(
    link: ManifestLink,
    last: ManifestLink | undefined,
    { found, fields }: { found: Record<string, number>; fields: [string, unknown][] },
  ): string | undefined {
    const { data } = fieldsSchema.safeParse(Object.fromEntries(fields));
    if (!data) return 'is no manifest';
    const { counts, previous, jobId, taskId } = data;
    const isOfTask = jobId === this.jobId && taskOfDelivery(link.taskId) === taskId;
    if (!isOfTask) return 'is of another task than its row';
    if (counts.items !== found.items || counts.bytes !== found.bytes) return 'counts wrongly';
    if (counts.parked !== found.parked) return 'counts wrongly';
    const isNext = previous?.sha256 === last?.sha256 && previous?.sequence === last?.sequence;
    return isNext ? undefined : 'is not chained to the manifest before it';
  }

  /** What there is without a row, and what there is not though a row names it. */
  private async compareBlobs(): Promise<void> {
    const folder = `manifests/${encodeURIComponent(this.jobId)}/`;
    for await (const { name } of this.chains.blobs(folder)) {
      if (this.names.delete(name)) continue;
      const what =
        'is in no chain: its row was removed, or a worker that was stopped or overtaken left it';
      this.findings.isLeftOver(name, what);
    }
    for (const [name, state] of this.names) {
      if (state === 'not-read') this.findings.isBroken(name, 'is not there');
    }
  }

  private rowName(key: string): string {
    return `manifests/${this.jobId}/${key}`;
  }
}

/** Of each manifest there are two rows, and the head is the last. */
function isWhole(rows: readonly StoredLink[]): boolean {
  const of = (kind: string) => rows.filter(({ key }) => key.startsWith(`${kind}.`));
  const head = rows.find(({ key }) => key === 'head')?.link;
  const sequences = of('sequence');
  const isLast = sequences.at(-1)?.link?.sequence === head?.sequence;
  return isLast && sequences.length === of('task').length;
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Each part with the account that the manifest says before its items. */
async function* ofAccounts(parts: AsyncIterable<ManifestPart>) {
  let accountId = '';
  for await (const part of parts) {
    if (part.key === 'accountId' && typeof part.value === 'string') accountId = part.value;
    yield { ...part, accountId };
  }
}

function isSame(a: ManifestLink, b: ManifestLink): boolean {
  return textOf(a) === textOf(b);
}

function textOf({ sequence, taskId, name, sha256, signature }: ManifestLink): string {
  const { keyId, value } = signature ?? {};
  return JSON.stringify([sequence, taskId, name, sha256, keyId, value]);
}
