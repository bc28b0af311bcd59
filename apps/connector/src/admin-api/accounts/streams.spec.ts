import { AppError, optionalStreams } from '@app/domain';
import { aPostToSave } from '@testing/archive';
import { aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, { admin: [['put', 'accounts/7/streams']] });

describe('the streams of an account', () => {
  let connector: ConnectorApp;
  let page: AdminPage;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    page = await AdminPage.open(connector);
    await connector.jobs.save(aJob());
  });
  afterEach(() => connector.stop());
  const put = (streams: unknown, accountId = '7') =>
    page.put(`accounts/${accountId}/streams`, { streams });
  const changes = () =>
    connector.audit.events.filter(({ action }) => action === 'account.streams-changed');

  it('are its own posts alone before somebody switches on more', async () => {
    const { body } = await page.get('accounts/7');
    expect(body).toMatchObject({
      streamsOn: ['posts'],
      streams: [
        { stream: 'posts', on: true },
        ...optionalStreams.map((stream) => ({ stream, on: false })),
      ],
    });
  });

  it('are switched on and off, and those that are not named stay as they are', async () => {
    const since = connector.clock.now().toISOString();
    const { status, body } = await put({ likes: true, mentions: true });
    expect([status, body]).toMatchObject([200, { streamsOn: ['posts', 'mentions', 'likes'] }]);
    connector.clock.advance(1000);
    await put({ mentions: false, messages: true });
    expect(await connector.streams.of('7')).toEqual(['messages', 'likes']);
    const now = connector.clock.now().toISOString();
    const detail = (await page.get('accounts/7')).body;
    expect(detail).toMatchObject({
      streams: [
        { stream: 'posts', on: true },
        { stream: 'mentions', on: false },
        { stream: 'quotes', on: false },
        { stream: 'messages', on: true, since: now },
        { stream: 'likes', on: true, since },
        { stream: 'profile', on: false },
      ],
    });
    expect((await page.get('accounts')).body).toMatchObject({
      accounts: [{ accountId: '7', streamsOn: ['posts', 'messages', 'likes'] }],
    });
  });

  it('leave an event with what was on before and what is after', async () => {
    await put({ messages: true });
    await put({ messages: false, profile: true });
    const actor = { kind: 'admin', id: 'ada-id', name: 'ada@contoso' };
    const event = { actor, subject: '7', result: 'done' };
    expect(changes()).toMatchObject([
      { ...event, details: { before: 'posts', after: 'posts, messages' } },
      { ...event, details: { before: 'posts, messages', after: 'posts, profile' } },
    ]);
  });

  it('leave no event when nothing changes', async () => {
    await put({ quotes: true });
    await put({ quotes: true, likes: false });
    await put({});
    expect(changes()).toHaveLength(1);
  });

  it('tell where their capture stands, and what is archived', async () => {
    await put({ messages: true, mentions: true });
    const at = connector.clock.now();
    const until = new Date(at.getTime() + 1000);
    const parked = { reason: 'twitter.rate_limited', until } as const;
    const state = { coverage: [], postsRead: 5, caughtUpAt: at, parked };
    await connector.states.save('7', state, undefined, 'messages');
    const kinds = ['message', 'message', 'inbound', 'reply'] as const;
    const posts = kinds.map((kind, n) =>
      aPostToSave('7', { createdAt: at, postId: `${n + 1}`, kind }),
    );
    await connector.archive.savePosts('7', posts, { pageName: 'page', at });
    expect((await page.get('accounts/7')).body).toMatchObject({
      archived: 1,
      streams: [
        { stream: 'posts', archived: 1, read: 0 },
        { stream: 'mentions', kinds: ['inbound'], archived: 1, read: 0 },
        { stream: 'quotes', kinds: ['inbound'], archived: 1 },
        {
          stream: 'messages',
          kinds: ['message'],
          archived: 2,
          read: 5,
          caughtUpAt: at.toISOString(),
          parked: {
            reason: 'twitter.rate_limited',
            until: until.toISOString(),
            message: expect.stringContaining('limit') as string,
          },
        },
        { stream: 'likes', archived: 0 },
        { stream: 'profile', archived: 0 },
      ],
    });
  });

  it('lose nothing when two admins change them at once', async () => {
    const answers = await Promise.all([put({ mentions: true }), put({ likes: true })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await connector.streams.of('7')).toEqual(['mentions', 'likes']);
    expect(changes()[1]?.details.before).toBe(changes()[0]?.details.after);
  });

  it('stay as they were when the audit log cannot take the event', async () => {
    connector.audit.append = () => Promise.reject(new AppError('audit.unavailable', 'Away.'));
    const { status, body } = await put({ messages: true });
    expect([status, body]).toMatchObject([503, { code: 'audit.unavailable' }]);
    expect(await connector.streams.of('7')).toEqual([]);
  });

  it('tell the audit log when they could not be stored after all', async () => {
    connector.streams.set = () => Promise.reject(new AppError('jobs.unavailable', 'Away.'));
    const { status } = await put({ messages: true });
    expect(status).toBe(503);
    expect(changes()).toMatchObject([
      { result: 'done' },
      {
        result: 'refused',
        details: { reason: 'not-stored', accountId: '7', after: 'posts, messages' },
      },
    ]);
  });

  it.each([
    ['streams', undefined],
    ['streams', 'likes'],
    ['streams', ['likes']],
    ['streams', []],
    ['streams', { posts: false }],
    ['streams', { dms: true }],
    ['streams.likes', { likes: 'yes' }],
    ['streams.messages', { messages: 1 }],
  ])('refuse a wrong %s: %j', async (field, streams) => {
    const { status, body } = await put(streams);
    expect(status).toBe(400);
    expect(body).toMatchObject({ fields: [{ field }] });
    expect(await connector.streams.of('7')).toEqual([]);
    expect(changes()).toEqual([]);
  });

  it('are of known accounts alone', async () => {
    const { status, body } = await put({ likes: true }, '8');
    expect([status, body]).toMatchObject([404, { code: 'accounts.unknown' }]);
    expect(await connector.streams.of('8')).toEqual([]);
    expect(changes()).toEqual([]);
  });
});
