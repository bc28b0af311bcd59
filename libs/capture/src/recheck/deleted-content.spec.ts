import { Readable } from 'node:stream';
import { type Absence } from '@app/archive';
import { RemovalConfig, slice } from '@app/config';
import {
  firstIdAt,
  type JsonObject,
  type PostId,
  REMOVED_TEXT,
  type RemovalPolicy,
} from '@app/domain';
import { StoredKeySigner } from '@app/secrets';
import {
  aPostToSave,
  FakeAbsenceBook,
  FakeContentRemoval,
  FakeMediaArchive,
  FakePostArchive,
} from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { CrashPoint, FakeClock } from '@testing/domain';
import { FakeSecretStore } from '@testing/secrets';

import { DeletedContent } from './deleted-content';
import { Findings } from './findings';

const HOUR_MS = 3600_000;
const at = (minute: number) => new Date(Date.UTC(2025, 2, 1, 12, minute));
const idAt = (minute: number) => firstIdAt(at(minute));
const [GONE, QUOTE, OTHER] = [idAt(0), idAt(1), idAt(2)];
const secretPost: JsonObject = {
  text: 'secret',
  attachments: { media_keys: ['3_1'], poll_ids: ['5'] },
};
const secretIncludes: JsonObject = {
  media: [{ media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/secret.jpg' }],
  polls: [{ id: '5', options: [{ position: 1, label: 'secret', votes: 1 }] }],
};

/** An archive with a post that is deleted at X, one that quotes it, and one that has nothing to do with it. */
class World {
  readonly clock = new FakeClock();
  readonly crash = new CrashPoint();
  readonly absences = new FakeAbsenceBook(this.crash);
  readonly archive = new FakePostArchive(this.crash, this.absences);
  readonly media = new FakeMediaArchive(this.crash);
  readonly removal = new FakeContentRemoval(this.archive, this.media, this.crash);
  readonly audit = new FakeAuditLog();
  private readonly signer = new StoredKeySigner(new FakeSecretStore());

  static async open(otherFields: JsonObject = {}): Promise<World> {
    const world = new World();
    world.clock.advance(at(60).getTime() - world.clock.now().getTime());
    await world.save(GONE, 0, secretPost, secretIncludes);
    const gone = world.archive.records.values().next().value?.raw.post ?? {};
    const quote = { referenced_tweets: [{ type: 'quoted', id: GONE }] };
    await world.save(QUOTE, 1, quote, { ...secretIncludes, tweets: [gone] });
    await world.save(OTHER, 2, otherFields, { media: secretIncludes.media });
    const body = Readable.from([Buffer.from('secret photo')]);
    await world.media.save('7', { fileKey: '3_1.original', contentType: 'image/jpeg', body });
    await world.absent(GONE);
    return world;
  }

  async save(postId: PostId, minute: number, raw: JsonObject, includes: JsonObject) {
    const post = aPostToSave('7', { postId, createdAt: at(minute), raw });
    post.record.raw.includes = { ...post.record.raw.includes, ...includes };
    const body = JSON.stringify({
      data: [post.record.raw.post],
      includes: post.record.raw.includes,
    });
    const pageName = await this.archive.savePage({
      ...{ accountId: '7', request: 'GET', headers: {} },
      ...{ receivedAt: at(minute + 5), body: Buffer.from(body) },
    });
    await this.archive.savePosts('7', [post], { pageName, at: at(minute + 5) });
  }

  async absent(postId: PostId, more: Partial<Absence> = {}): Promise<Absence> {
    const known = (await this.absences.list('7')).find((each) => each.postId === postId);
    return this.absences.save('7', {
      revision: known?.revision,
      ...{ postId, state: 'deleted', reason: 'deleted', detail: 'Gone' },
      ...{ shownAt: at(3), missedAt: at(4), lookedAt: at(5), ...more },
    });
  }

  turn(policy: RemovalPolicy): Promise<void> {
    const content = new DeletedContent(
      ...([this.archive, this.absences, this.removal, this.signer] as const),
      slice(RemovalConfig, { ownPosts: policy }),
    );
    const findings = new Findings(this.audit, this.clock, '7');
    return content.removeDue({ accountId: '7', findings, now: this.clock.now() });
  }

  /** All that is archived, as text. */
  text(): string {
    const { pages, records } = this.archive;
    return [
      ...[...pages.values()].map(({ body }) => Buffer.from(body).toString()),
      ...[...records.values()].map((record) => JSON.stringify(record)),
      ...[...this.media.blobs.values()].map((bytes) => Buffer.from(bytes).toString()),
    ].join('\n');
  }

  async stateOf(id: PostId) {
    return (await this.absences.list('7')).find(({ postId }) => postId === id)?.removal;
  }

  get noted() {
    return this.audit.events.map(({ action, result, details }) => ({ action, result, details }));
  }
}

describe('content of a post that is deleted at X', () => {
  it('is kept where the policy says so', async () => {
    const world = await World.open();
    const before = world.text();
    await world.turn('keep');
    expect(world.text()).toBe(before);
    expect(await world.stateOf(GONE)).toBeUndefined();
    expect(world.noted).toEqual([]);
  });

  it.each(['redact', 'purge'] as const)('is nowhere any more (%s)', async (policy) => {
    const world = await World.open();
    const entries = [...world.archive.entries];
    await world.turn(policy);
    expect(world.text()).not.toContain('secret');
    expect([...world.archive.entries]).toEqual(entries);
    const [entry] = await world.archive.find('7', GONE);
    expect(entry && (await world.archive.read(entry))).toMatchObject({
      ...{ postId: GONE, removed: { policy, sha256: entry?.sha256 } },
      raw: { post: { text: REMOVED_TEXT } },
    });
    expect(world.archive.records.has(entry?.recordName ?? '')).toBe(policy === 'redact');
    const now = world.clock.now();
    expect(await world.stateOf(GONE)).toEqual({ policy, state: 'done', begunAt: now, at: now });
    const details = { posts: GONE, count: 1, policy };
    expect(world.noted).toEqual([
      { action: 'posts.removal-begun', result: 'done', details },
      { action: 'posts.removed', result: 'done', details },
    ]);
  });

  it.each(['redact', 'purge'] as const)(
    'does not come back when X shows it (%s)',
    async (policy) => {
      const world = await World.open();
      await world.turn(policy);
      await world.save(GONE, 0, { ...secretPost, lang: 'secret' }, secretIncludes);
      const gone = { id: GONE, author_id: '7', ...secretPost };
      const quote = { referenced_tweets: [{ type: 'quoted', id: GONE }] };
      await world.save(idAt(3), 3, quote, { ...secretIncludes, tweets: [gone] });
      expect(world.text()).not.toContain('secret');
      expect(await world.archive.find('7', idAt(3))).toHaveLength(1);
    },
  );

  it('is removed once', async () => {
    const world = await World.open();
    await world.turn('redact');
    const { writes } = world.crash;
    await world.turn('redact');
    await world.turn('purge');
    expect(world.crash.writes).toBe(writes);
    expect(world.noted).toHaveLength(2);
  });

  it('is removed by the next turn wherever this one dies, and noted before', async () => {
    const whole = await World.open();
    const before = whole.crash.writes;
    await whole.turn('redact');
    const writes = whole.crash.writes - before;
    expect(writes).toBeGreaterThan(10);
    for (let n = 1; n <= writes; n++) {
      for (const when of ['before', 'after'] as const) {
        const world = await World.open();
        world.crash.dieAtWrite(n, when);
        await expect(world.turn('redact')).rejects.toThrow();
        world.crash.restart();
        expect(world.noted[0]?.action).toBe('posts.removal-begun');
        // Gone on with as it was begun.
        await world.turn(n > 1 ? 'purge' : 'redact');
        expect(world.text()).toBe(whole.text());
        expect(await world.stateOf(GONE)).toMatchObject({ state: 'done' });
      }
    }
  });

  it('goes without the media that another post shows', async () => {
    const world = await World.open({ attachments: { media_keys: ['3_1'] } });
    await world.turn('redact');
    expect((await world.media.find('7', ['3_1.original'])).get('3_1.original')?.state).toBe(
      'stored',
    );
    const [other] = await world.archive.find('7', OTHER);
    const record = other && (await world.archive.read(other));
    expect(record?.raw.includes.media).toEqual(secretIncludes.media);
    expect(world.text().split('secret').length).toBeGreaterThan(1);
    expect(world.text()).not.toContain('"text":"secret"');
  });

  it('goes with its media when none shows them, and the file does not come back', async () => {
    const world = await World.open();
    await world.turn('redact');
    expect(await world.media.find('7', ['3_1.original'])).toMatchObject(
      new Map([['3_1.original', { state: 'missing', reason: 'archive.removed' }]]),
    );
    expect(world.media.blobs.size).toBe(0);
  });

  it('stays where storage keeps it: that is noted once, and tried again a day later', async () => {
    const world = await World.open();
    world.removal.isImmutable = true;
    await world.turn('redact');
    expect(await world.stateOf(GONE)).toMatchObject({ state: 'refused', at: world.clock.now() });
    const refusal = {
      ...{ action: 'posts.removal-refused', result: 'refused' },
      details: { posts: GONE, count: 1, policy: 'redact', reason: 'archive.immutable' },
    };
    expect(world.noted.slice(1)).toEqual([refusal]);
    world.clock.advance(23 * HOUR_MS);
    const { writes } = world.crash;
    await world.turn('redact');
    expect(world.crash.writes).toBe(writes);
    world.clock.advance(HOUR_MS);
    await world.turn('redact');
    expect(await world.stateOf(GONE)).toMatchObject({ state: 'refused', at: world.clock.now() });
    expect(world.noted).toHaveLength(2);
    world.removal.isImmutable = false;
    world.clock.advance(24 * HOUR_MS);
    await world.turn('redact');
    expect(world.text()).not.toContain('secret');
    expect(world.noted.at(-1)?.action).toBe('posts.removed');
  });

  it.each(['suspected', 'hidden', 'shown-again'] as const)(
    'stays while it is %s',
    async (state) => {
      const world = await World.open();
      await world.absent(GONE, { state });
      await world.turn('purge');
      expect(world.text()).toContain('secret');
      expect(world.noted).toEqual([]);
    },
  );

  it('is taken on for a hundred posts at once, the others next', async () => {
    const world = new World();
    for (let i = 0; i < 101; i++) await world.absent(idAt(i));
    await world.turn('redact');
    expect(world.noted.map(({ details }) => details.count)).toEqual([100, 100]);
    await world.turn('redact');
    expect(world.noted.map(({ details }) => details.count)).toEqual([100, 100, 1, 1]);
  });

  it('is removed of a deletion too, and of what cannot be read', async () => {
    const world = await World.open();
    const entry = (await world.archive.find('7', GONE))[0];
    const record = entry && (await world.archive.read(entry));
    if (!record) throw new Error('It is archived.');
    const noticed = { at: at(50).toISOString() };
    const deletion = { ...record, type: 'deletion', noticed } as const;
    const unreadable = {
      ...record,
      raw: { ...record.raw, post: { id: GONE, text: 5, x: 'secret' } },
    };
    const seen = { pageName: 'elsewhere', at: at(50) };
    const of = { createdAt: at(50), kind: 'deletion' } as const;
    await world.archive.savePosts('7', [{ record: deletion, ...of }], seen);
    const odd = { record: unreadable, createdAt: at(0), kind: 'unreadable' } as const;
    await world.archive.savePosts('7', [odd], seen);
    await world.turn('redact');
    expect(world.text()).not.toContain('secret');
    expect([...world.archive.records.values()].filter(({ removed }) => removed)).toHaveLength(3);
  });
});
