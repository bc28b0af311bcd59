import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';
import { AppError, Clock } from '@app/domain';

import {
  documentSchema,
  documentUrl,
  readKeys,
  type TenantDocument,
  type TokenVersion,
} from './tenant-document';

/** What was read is read again after an hour, and is not believed longer than a day. */
const FRESH_MS = 3600_000;
const BELIEVED_MS = 24 * 3600_000;
/** So often, at most, Entra ID is asked again after it gave no answer, or for a key nobody knows. */
const PAUSE_MS = 60_000;
const TIMEOUT_MS = 10_000;

interface Published {
  document: TenantDocument;
  keys: ReadonlyMap<string, string>;
}

/** One kind of token: what was published for it, and when it was asked for. */
interface Shelf {
  published?: Published & { readAt: number };
  reading?: Promise<Published>;
  /** The last reading that failed, and why. */
  failed?: { at: number; error: unknown };
  /** The last reading for an unknown key's sake. */
  searchedAt?: number;
}

/**
 * What our tenant publishes to check its tokens with. Rejects with `auth.entra_unavailable` when Entra ID does not answer and nothing
 * believable is known.
 */
@Injectable()
export class EntraTenant {
  private readonly shelves: Record<TokenVersion, Shelf> = { v1: {}, v2: {} };

  constructor(
    private readonly config: AadConfig,
    private readonly clock: Clock,
  ) {}

  get id(): string {
    return this.config.tenantId;
  }

  async document(version: TokenVersion): Promise<TenantDocument> {
    return (await this.load(version)).document;
  }

  /** The public key of that id as PEM. Keys roll over: for an unknown id they are read again, at most once a minute. */
  async signingKey(version: TokenVersion, keyId: string): Promise<string | undefined> {
    const key = (await this.load(version)).keys.get(keyId);
    const shelf = this.shelves[version];
    if (key !== undefined || this.isWithin(PAUSE_MS, shelf.searchedAt)) return key;
    shelf.searchedAt = this.now();
    return (await this.tryRead(version))?.keys.get(keyId);
  }

  private async load(version: TokenVersion): Promise<Published> {
    const { published, failed } = this.shelves[version];
    const isPaused = this.isWithin(PAUSE_MS, failed?.at);
    if (!published || !this.isWithin(BELIEVED_MS, published.readAt)) {
      if (isPaused) throw failed?.error;
      return this.read(version);
    }
    if (isPaused || this.isWithin(FRESH_MS, published.readAt)) return published;
    return (await this.tryRead(version)) ?? published;
  }

  private async tryRead(version: TokenVersion): Promise<Published | undefined> {
    try {
      return await this.read(version);
    } catch {
      return undefined;
    }
  }

  /** One reading at a time. */
  private read(version: TokenVersion): Promise<Published> {
    const shelf = this.shelves[version];
    shelf.reading ??= this.readNow(version)
      .then((published) => (shelf.published = { ...published, readAt: this.now() }))
      .catch((error: unknown) => {
        shelf.failed = { at: this.now(), error };
        throw error;
      })
      .finally(() => (shelf.reading = undefined));
    return shelf.reading;
  }

  private async readNow(version: TokenVersion): Promise<Published> {
    const { authorityUrl, tenantId } = this.config;
    try {
      const url = documentUrl(authorityUrl, tenantId, version);
      const document = documentSchema.parse(await readJson(url));
      const keysUrl = new URL(document.keysUrl);
      if (!document.issuer.toLowerCase().includes(tenantId.toLowerCase())) {
        throw new Error('The issuer is of another tenant.');
      }
      if (keysUrl.protocol !== authorityUrl.protocol) throw new Error('The keys lie elsewhere.');
      return { document, keys: readKeys(await readJson(keysUrl)) };
    } catch (cause) {
      throw new AppError(
        'auth.entra_unavailable',
        'Entra ID does not tell what tokens of this tenant are checked with. Check AAD_AUTHORITY_URL and TENANT_ID, or try again later.',
        { host: authorityUrl.host, version },
        { cause },
      );
    }
  }

  /** What lies far ahead was noted before the clock was set back: of that age nothing is known. */
  private isWithin(ms: number, since: number | undefined): boolean {
    return since !== undefined && Math.abs(this.now() - since) < ms;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

async function readJson(url: URL): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.ok) return response.json();
  await response.body?.cancel();
  throw new Error(`Entra ID answers with status ${response.status}.`);
}
