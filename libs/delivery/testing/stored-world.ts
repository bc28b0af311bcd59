import {
  type PostEntry,
  type PostToSave,
  type Removal,
  removalText,
  type StoredRemoval,
} from '@app/archive';
import { firstIdAt, type Json, type JsonObject, type PostRecord } from '@app/domain';
import { type Signer, StoredKeySigner } from '@app/secrets';
import { aPostToSave, FakeStoredArchive } from '@testing/archive';
import { FakeSecretStore } from '@testing/secrets';

import { Findings } from '../src/verification/finding';
import { type PublicKeys, publicKeysOf } from '../src/verification/public-keys';
import { Removals } from '../src/verification/removals';

const minute = (n: number) => new Date(Date.UTC(2025, 2, 1, 12, n));
const photo = { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };

/** A note of a removal, signed. */
export async function aRemoval(
  signer: Signer,
  changed: Pick<Removal, 'name' | 'was' | 'is'>,
): Promise<StoredRemoval> {
  const removal: Removal = {
    ...{ accountId: '7', ...changed, at: '2025-03-02T00:00:00.000Z' },
    ...({ policy: 'redact', posts: '1' } as const),
  };
  const signature = await signer.sign(removalText(removal));
  return { key: `${changed.was}-${changed.is}`, removal: { ...removal, signature } };
}

/** What lies in the archive of account 7, what was removed from it, and what is found when it is verified. */
export class StoredWorld {
  readonly archive = new FakeStoredArchive();
  readonly signer: Signer = new StoredKeySigner(new FakeSecretStore());
  readonly findings = new Findings();
  private pages = 0;

  /** A post of a minute of the first of March 2025. */
  post(n: number, raw: JsonObject = {}): PostToSave {
    return aPostToSave('7', { createdAt: minute(n), postId: firstIdAt(minute(n)), raw });
  }

  /** The same with a photo that the archive may have. */
  postWithPhoto(n: number): PostToSave {
    const post = this.post(n, { attachments: { media_keys: ['3_1'] } });
    post.record.raw.includes = { ...post.record.raw.includes, media: [photo] };
    return post;
  }

  /** What was noticed of a post: at the time of the minute. */
  noticed(n: number, type: 'deletion' | 'like', more: Partial<PostRecord> = {}): PostToSave {
    const postId = firstIdAt(minute(n));
    const about = { schemaVersion: 1, accountId: '7', format: 'x-api-v2', type } as const;
    const raw = { post: { id: postId }, includes: {}, problems: [] };
    const noticed = { at: minute(n).toISOString() };
    return {
      record: { ...about, postId, noticed, raw, ...more },
      createdAt: minute(n),
      kind: type,
    };
  }

  /** A page that X gave in the next minute past one, with these on it unless told, and their records and rows. */
  async capture(
    posts: PostToSave[],
    {
      request = 'GET /2/users/7/tweets',
      body,
      at,
    }: { request?: string; body?: Json; at?: Date } = {},
  ): Promise<{ pageName: string; entries: PostEntry[] }> {
    const receivedAt = minute(60 + this.pages++);
    const page = body ?? { data: posts.map(({ record }) => record.raw.post) };
    const pageName = await this.archive.savePage({
      ...{ accountId: '7', request, headers: {}, receivedAt },
      body: Buffer.from(typeof page === 'string' ? page : JSON.stringify(page)),
    });
    const seen = { pageName, at: at ?? receivedAt };
    return { pageName, entries: await this.archive.savePosts('7', posts, seen) };
  }

  async saveFile(text: string, fileKey = '3_1.original'): Promise<void> {
    const body = new Blob([text]).stream();
    await this.archive.media.save('7', { fileKey, contentType: 'image/jpeg', body });
  }

  async note(name: string, was: string, is: string): Promise<void> {
    this.archive.notes.push(await aRemoval(this.signer, { name, was, is }));
  }

  async keys(): Promise<PublicKeys> {
    await this.signer.sign('whatever makes its key');
    return publicKeysOf([(await this.signer.publicKey()) ?? '']);
  }

  /** The notes of them, read. */
  async removals(): Promise<Removals> {
    const removals = new Removals(this.archive, '7', await this.keys());
    await removals.read(this.findings);
    return removals;
  }

  /** All that was found, in order. */
  get said(): [string, string, string][] {
    return this.findings.told.map(({ severity, name, what }) => [severity, name, what]);
  }
}
