import { type Absence } from '@app/archive';
import { type JsonObject, type PostRecord, readContent } from '@app/domain';
import { aPostToSave, FakeAbsenceBook, FakePostArchive } from '@testing/archive';
import { FakeAuditLog } from '@testing/audit';
import { FakeClock } from '@testing/domain';

import { Findings } from './findings';
import { MissingPosts } from './missing-posts';

const HOUR_MS = 3600_000;
const NOW = new Date('2025-03-31T12:00:00.000Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);
const GONE = {
  type: 'https://api.twitter.com/2/problems/resource-not-found',
  ...{ title: 'Not Found Error', detail: 'Could not find tweet.', resource_type: 'tweet' },
};
const HIDDEN = {
  type: 'https://api.twitter.com/2/problems/not-authorized-for-resource',
  ...{ title: 'Authorization Error', detail: 'Sorry.', resource_type: 'tweet' },
};
const missing = (id: string, problem?: JsonObject & { title: string; detail: string }) => ({
  ...{ id, title: problem?.title ?? 'Missing', detail: problem?.detail ?? '', problem },
});
const absence = (postId: string, more: Partial<Absence> = {}): Absence => ({
  ...{ postId, state: 'suspected', reason: 'deleted', detail: 'Gone.' },
  ...{ shownAt: ago(30), missedAt: ago(2), lookedAt: ago(2), ...more },
});
const look = { at: NOW, pageName: 'page', shownAt: new Map([['1', ago(5)]]) };

/** What is known of an account's posts, and what it makes of those that X does not show. */
async function aWorld(...known: Absence[]) {
  const [archive, book] = [new FakePostArchive(), new FakeAbsenceBook()];
  const findings = new Findings(new FakeAuditLog(), new FakeClock(), '7');
  for (const each of known) await book.save('7', each);
  const listed = await book.list('7');
  const posts = new MissingPosts({ archive, book, findings }, '7', listed);
  return { archive, book, findings, posts, listed };
}

/** What the book says, whoever wrote it. */
const notedIn = async (book: FakeAbsenceBook) =>
  (await book.list('7')).map(({ revision: _, ...noted }) => noted);

const deletionsIn = ({ records }: FakePostArchive): PostRecord[] =>
  [...records.values()].filter(({ type }) => type === 'deletion');

describe('a post that is missed', () => {
  it('is suspected, in the words of X, since it was shown last', async () => {
    const { book, posts } = await aWorld();
    await posts.suspect([missing('1', GONE), missing('2', HIDDEN), missing('3')], look);
    const noted = { state: 'suspected', missedAt: NOW, lookedAt: NOW };
    expect(await notedIn(book)).toEqual([
      { ...noted, postId: '1', reason: 'deleted', detail: GONE.detail, shownAt: ago(5) },
      { ...noted, postId: '2', reason: 'hidden', detail: HIDDEN.detail, shownAt: NOW },
      { ...noted, postId: '3', reason: 'hidden', detail: 'Missing', shownAt: NOW },
    ]);
  });

  it('is not noted by a worker whose turn is over', async () => {
    const known = [absence('1'), absence('2', { state: 'hidden', reason: 'hidden' })];
    const { archive, book, findings, listed } = await aWorld(...known);
    const reason = new Error('another has the account');
    const ports = { archive, book, findings };
    const posts = new MissingPosts(ports, '7', listed, AbortSignal.abort(reason));
    await expect(posts.suspect([missing('3', GONE)], look)).rejects.toBe(reason);
    await expect(posts.conclude([missing('1', GONE)], look)).rejects.toBe(reason);
    for (const id of ['1', '2']) await expect(posts.noteShown([id], NOW)).rejects.toBe(reason);
    expect(await notedIn(book)).toEqual(known);
  });

  it('stays as another worker has noted it meanwhile', async () => {
    const { book, posts, listed } = await aWorld(absence('1'));
    const [noted = absence('1')] = listed;
    await book.save('7', { ...noted, state: 'hidden' });
    const other = absence('2', { state: 'hidden' });
    await book.save('7', other);
    const refused = { code: 'archive.conflict' };
    await expect(posts.conclude([missing('1', GONE)], look)).rejects.toMatchObject(refused);
    await expect(posts.suspect([missing('2', GONE)], look)).rejects.toMatchObject(refused);
    await expect(posts.noteShown(['1'], NOW)).rejects.toMatchObject(refused);
    expect(await notedIn(book)).toEqual([absence('1', { state: 'hidden' }), other]);
  });

  it('stays hidden while X says so, as long as it was', async () => {
    const known = absence('1', { state: 'hidden', reason: 'hidden', missedAt: ago(90) });
    const { book, posts } = await aWorld(known);
    await posts.suspect([missing('1', HIDDEN)], look);
    expect(await notedIn(book)).toEqual([{ ...known, detail: HIDDEN.detail, lookedAt: NOW }]);
  });

  it('is suspected anew when X says something else than before, shown last as before', async () => {
    const { book, posts } = await aWorld(absence('1', { state: 'hidden', reason: 'hidden' }));
    await posts.suspect([missing('1', GONE)], look);
    expect(await book.list('7')).toMatchObject([
      { state: 'suspected', reason: 'deleted', shownAt: ago(30), missedAt: NOW },
    ]);
  });

  it('was shown in between when it was shown again', async () => {
    const { book, posts } = await aWorld(absence('1', { state: 'shown-again' }));
    await posts.suspect([missing('1', GONE)], look);
    expect(await book.list('7')).toMatchObject([{ state: 'suspected', shownAt: ago(5) }]);
  });
});

describe('a post that is missed again', () => {
  it('is concluded on when it was suspected for the same reason', async () => {
    const { posts } = await aWorld(
      absence('1'),
      absence('2', { reason: 'hidden' }),
      absence('3', { state: 'hidden', reason: 'hidden' }),
    );
    const again = ['1', '2', '3', '4'].map((id) => missing(id, id === '3' ? HIDDEN : GONE));
    expect(posts.confirmedAmong(again).map(({ id }) => id)).toEqual(['1']);
  });

  it('is hidden without a record, or deleted with one', async () => {
    const { archive, book, posts } = await aWorld(absence('1'), absence('2', { reason: 'hidden' }));
    const confirmed = [missing('1', GONE), missing('2', HIDDEN)];
    expect(await posts.conclude(confirmed, look)).toBe(1);
    expect(await book.list('7')).toMatchObject([
      { postId: '1', state: 'deleted', lookedAt: NOW, missedAt: ago(2) },
      { postId: '2', state: 'hidden', lookedAt: NOW, missedAt: ago(2) },
    ]);
    expect(deletionsIn(archive)).toMatchObject([
      { postId: '1', noticed: { at: NOW.toISOString(), notBefore: ago(30).toISOString() } },
    ]);
    expect([...archive.entries.values()]).toMatchObject([
      { kind: 'deletion', pageName: 'page', capturedAt: NOW, createdAt: NOW },
    ]);
  });
});

describe('the record of a deletion', () => {
  const { record, ...post } = aPostToSave('7', { postId: '1' });
  const SUPPLIED = { format: 'x-archive', supplied: {} } as const;
  const version = (text: string, as: Partial<PostRecord> = {}) => ({
    ...post,
    record: {
      ...{ ...record, ...as },
      raw: { ...record.raw, post: { ...record.raw.post, text } },
    },
  });
  const conclude = async (archive: FakePostArchive, posts: MissingPosts) => {
    await posts.conclude([missing('1', GONE)], look);
    return deletionsIn(archive)[0];
  };

  it('has the post as X gave it last, and what X says', async () => {
    const { archive, posts } = await aWorld(absence('1'));
    const seen = { pageName: 'page', at: ago(50) };
    await archive.savePosts('7', [version('first')], seen);
    await archive.savePosts('7', [version('second')], { ...seen, at: ago(40) });
    await archive.savePosts('7', [version('of the owner', SUPPLIED)], { ...seen, at: ago(35) });
    const deletion = await conclude(archive, posts);
    expect(deletion?.raw).toMatchObject({ post: { text: 'second' }, problems: [GONE] });
    const content = deletion && readContent(deletion);
    expect(content).toMatchObject({ deletion: { reason: 'deleted', toldBy: 'api' } });
  });

  it('has the post as its owner supplied it when X gave none', async () => {
    const { archive, posts } = await aWorld(absence('1'));
    const seen = { pageName: 'page', at: ago(35) };
    await archive.savePosts('7', [version('of the owner', SUPPLIED)], seen);
    expect((await conclude(archive, posts))?.raw.post).toMatchObject({ text: 'of the owner' });
  });

  it.each(['lost', 'changed'] as const)('has its id alone when its record is %s', async (how) => {
    const { archive, posts } = await aWorld(absence('1'));
    await archive.savePosts('7', [version('text')], { pageName: 'page', at: ago(35) });
    const [name = ''] = archive.records.keys();
    if (how === 'lost') archive.records.delete(name);
    else archive.records.set(name, { ...record, accountId: 'changed' });
    expect((await conclude(archive, posts))?.raw).toMatchObject({
      ...{ post: { id: '1' }, includes: {}, problems: [GONE] },
    });
  });
});

describe('a post that is shown', () => {
  it('is suspected no longer, was hidden, and stays deleted', async () => {
    const deleted = absence('3', { state: 'deleted' });
    const { book, posts } = await aWorld(
      absence('1'),
      absence('2', { state: 'hidden', reason: 'hidden' }),
      deleted,
    );
    await posts.noteShown(['1', '2', '3', '4'], NOW);
    expect(await notedIn(book)).toEqual([
      absence('2', { state: 'shown-again', reason: 'hidden', lookedAt: NOW }),
      deleted,
    ]);
  });
});
