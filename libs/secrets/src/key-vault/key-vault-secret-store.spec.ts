import { inspect } from 'node:util';
import { createHttpHeaders, type HttpClient, RestError } from '@azure/core-rest-pipeline';
import { Secret } from '@app/domain';
import { FakeClock } from '@testing/domain';

import { connectVault } from './connect-vault';
import { tagsOf } from './counting-version';
import { KeyVaultSecretStore } from './key-vault-secret-store';

const NAME = 'x-app-key';
const VAULT = 'https://contoso.vault.azure.net';
const CHALLENGE =
  'Bearer authorization="https://login.example/tenant", resource="https://vault.azure.net"';

interface Answer {
  status: number;
  body?: object;
  headers?: Record<string, string>;
}

/** Sleeps through in no time. */
class HastyClock extends FakeClock {
  readonly sleeps: number[] = [];

  override sleep(delayMs: number): Promise<void> {
    this.sleeps.push(delayMs);
    this.advance(delayMs);
    return Promise.resolve();
  }
}

/** A vault that asks for a token first and then gives these answers, one each; it remembers what it was asked. */
function vaultThat(...answers: (Answer | Error)[]) {
  const asked: string[] = [];
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      if (!request.headers.has('authorization')) {
        const headers = createHttpHeaders({ 'www-authenticate': CHALLENGE });
        return Promise.resolve({ request, status: 401, headers, bodyAsText: '{}' });
      }
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      const answer = answers.shift() ?? new Error(`nothing more to answer ${asked.join()}`);
      if (answer instanceof Error) return Promise.reject(answer);
      const { status, body = {}, headers } = answer;
      return Promise.resolve({
        request,
        status,
        headers: createHttpHeaders({ 'content-type': 'application/json', ...headers }),
        bodyAsText: JSON.stringify(body),
      });
    },
  };
  const token = { token: 't', expiresOnTimestamp: Date.UTC(2100, 0, 1) };
  const credential = { getToken: () => Promise.resolve(token) };
  const client = connectVault(new URL(VAULT), credential, { httpClient });
  const clock = new HastyClock(Date.parse('2026-01-01T12:00:02Z'));
  const store = new KeyVaultSecretStore(client, clock);
  return { store, asked, left: answers, sleeps: clock.sleeps };
}

const seconds = (iso: string) => Date.parse(iso) / 1000;
const version = (id: string, created = '2026-01-01T12:00:00Z', value?: string) => ({
  id: `${VAULT}/secrets/${NAME}/${id}`,
  value,
  attributes: { enabled: true, created: seconds(created), updated: seconds(created) },
});
const ok = (value: string): Answer => ({ status: 200, body: version('1', undefined, value) });
const refusal = (status: number, code: string, inner?: string): Answer => ({
  status,
  headers: { date: 'Thu, 01 Jan 2026 12:00:00 GMT' },
  body: { error: { code, message: 'It is so.', ...(inner && { innererror: { code: inner } }) } },
});
const isDeleted = refusal(409, 'Conflict', 'ObjectIsDeletedButRecoverable');
const isBusy = refusal(409, 'Conflict', 'ObjectIsBeingDeleted');
const isWritten = refusal(409, 'Conflict');
const isAbsent = refusal(404, 'SecretNotFound');
const listOf = (...those: Pick<Answer, 'body'>[]): Answer => ({
  status: 200,
  body: { value: those.map(({ body }) => ({ ...body, value: undefined })) },
});
/** A version that was set because nothing was there. */
const made = (value: string, created: string, absentAt: string): Answer => ({
  status: 200,
  body: {
    ...version(value, created, value),
    tags: tagsOf(new Secret(value), new Date(absentAt)),
  },
});
const past = made('past', '2026-01-01T11:30:00Z', '2026-01-01T11:29:50Z');
/** As answered at that second. */
const at = (second: number, answer: Answer): Answer => ({
  ...answer,
  headers: { date: `Thu, 01 Jan 2026 12:00:0${second} GMT` },
});
const mine = made('mine', '2026-01-01T12:00:01Z', '2026-01-01T11:59:50Z');
const canary = new Secret('the canary sings');

describe('KeyVaultSecretStore', () => {
  it.each<[string, Answer | Error, object]>([
    [
      'is not allowed to',
      refusal(403, 'Forbidden', 'ForbiddenByRbac'),
      {
        code: 'secrets.forbidden',
        details: { name: NAME, status: 403, reason: 'ForbiddenByRbac' },
      },
    ],
    ['is not let in', refusal(401, 'Unauthorized'), { code: 'secrets.forbidden' }],
    [
      'asks too often',
      refusal(429, 'Throttled'),
      { code: 'secrets.unavailable', details: { name: NAME, status: 429, reason: 'Throttled' } },
    ],
    ['breaks', { status: 500, headers: { 'retry-after': '0' } }, { code: 'secrets.unavailable' }],
    ['is not a vault', { status: 200, body: {} }, { code: 'secrets.unavailable' }],
    [
      'cannot be reached',
      new RestError('getaddrinfo', { code: 'EAI_AGAIN' }),
      { code: 'secrets.unavailable', details: { name: NAME, reason: 'EAI_AGAIN' } },
    ],
    [
      'has no identity',
      Object.assign(new Error('none'), { name: 'AggregateAuthenticationError' }),
      { code: 'secrets.unavailable' },
    ],
    [
      'has a wrong identity',
      Object.assign(new Error('AADSTS7000215: Invalid.'), { name: 'AuthenticationError' }),
      { code: 'secrets.forbidden' },
    ],
  ])('says it in our words and without the value when it %s', async (_, answer, expected) => {
    const { store } = vaultThat(answer, answer, answer);
    const error: unknown = await store.set(NAME, canary).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(expected);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary');
    expect(JSON.stringify(error)).not.toContain('canary');
  });

  it('says that the token is for another domain', async () => {
    const client = connectVault(
      new URL('https://vault.example'),
      { getToken: jest.fn() },
      {
        httpClient: {
          sendRequest: (request) => {
            const headers = createHttpHeaders({ 'www-authenticate': CHALLENGE });
            return Promise.resolve({ request, status: 401, headers });
          },
        },
      },
    );
    await expect(new KeyVaultSecretStore(client, new FakeClock()).find(NAME)).rejects.toMatchObject(
      {
        code: 'secrets.forbidden',
        message: expect.stringContaining('KEY_VAULT_VERIFY_CHALLENGE') as string,
      },
    );
  });

  it('recovers a deleted secret before it sets it again', async () => {
    const { store, asked, left } = vaultThat(isDeleted, isAbsent, ok('old'), ok('old'), ok('new'));
    await store.set(NAME, new Secret('new'));
    expect(left).toEqual([]);
    expect(asked.at(2)).toBe(`POST /deletedsecrets/${NAME}/recover`);
    expect(asked.at(-1)).toBe(`PUT /secrets/${NAME}`);
  });

  it('waits for a deletion that is under way', async () => {
    const recovering = [isBusy, isAbsent, isBusy];
    const { store, left } = vaultThat(...recovering, ...recovering, ok('new'));
    await store.set(NAME, new Secret('new'));
    expect(left).toEqual([]);
  });

  it('does not wait for ever', async () => {
    const recovering = Array.from({ length: 40 }, () => [isBusy, isAbsent, isBusy]).flat();
    const { store } = vaultThat(...recovering);
    await expect(store.set(NAME, canary)).rejects.toMatchObject({
      code: 'secrets.unavailable',
      details: { status: 409, reason: 'ObjectIsBeingDeleted' },
    });
  });

  it('says when it may not recover', async () => {
    const { store } = vaultThat(isDeleted, isAbsent, refusal(403, 'Forbidden'));
    await expect(store.set(NAME, canary)).rejects.toMatchObject({ code: 'secrets.forbidden' });
  });

  it('lets the first of a race count once none of its second can come any more', async () => {
    const theirs = made('theirs', '2026-01-01T12:00:00Z', '2026-01-01T11:59:50Z');
    const { store, sleeps, asked, left } = vaultThat(
      ...[isAbsent, mine, at(2, mine), at(4, mine), listOf(mine, theirs), theirs],
    );
    const kept = await store.setIfAbsent(NAME, new Secret('mine'));
    expect(kept.reveal()).toBe('theirs');
    expect(left).toEqual([]);
    expect(asked).toEqual([
      `GET /secrets/${NAME}/`,
      `PUT /secrets/${NAME}`,
      `GET /secrets/${NAME}/`,
      `GET /secrets/${NAME}/`,
      `GET /secrets/${NAME}/versions`,
      `GET /secrets/${NAME}/theirs`,
    ]);
    expect(sleeps).toEqual([2000]);
  });

  it('believes the vault, not its own clock, that a second is over', async () => {
    const answers = [0, 1, 2, 3, 4].map((second) => at(second, mine));
    const { store, sleeps, left } = vaultThat(...answers, listOf(mine));
    expect((await store.find(NAME))?.reveal()).toBe('mine');
    expect(left).toEqual([]);
    expect(sleeps).toEqual([3000, 3000, 2000, 1000]);
  });

  it('waits for what is set just now where a deleted past is current', async () => {
    const { store, sleeps, left } = vaultThat(
      ...[at(2, past), listOf(past, mine)],
      ...[at(2, mine), at(4, mine), listOf(past, mine)],
    );
    expect((await store.find(NAME))?.reveal()).toBe('mine');
    expect(left).toEqual([]);
    expect(sleeps).toEqual([2000]);
  });

  it('does not take one who began before a deletion for one who has set the name since', async () => {
    const late = made('late', '2026-01-01T12:00:00Z', '2026-01-01T11:00:00Z');
    const { store, asked, left } = vaultThat(
      ...[isAbsent, isDeleted, isAbsent, ok('past'), ok('past')],
      ...[isWritten, listOf(past, late)],
      ...[mine, at(4, mine), listOf(past, late, mine), late],
    );
    const kept = await store.setIfAbsent(NAME, new Secret('mine'));
    expect(asked.filter((each) => each.startsWith('PUT'))).toHaveLength(3);
    // Who looks after that takes both for new ones, and the first of them counts; what was deleted does not.
    expect(kept.reveal()).toBe('late');
    expect(left).toEqual([]);
  });

  it('does not bring back what was deleted when it is set if absent', async () => {
    const { store, left } = vaultThat(
      ...[isAbsent, isDeleted, isAbsent, ok('past'), ok('past')],
      ...[mine, at(4, mine), listOf(past, mine)],
    );
    expect((await store.setIfAbsent(NAME, new Secret('mine'))).reveal()).toBe('mine');
    expect(left).toEqual([]);
  });

  it('takes what another sets meanwhile', async () => {
    const { store, asked } = vaultThat(isAbsent, isWritten, listOf(mine), ok('theirs'));
    expect((await store.setIfAbsent(NAME, canary)).reveal()).toBe('theirs');
    expect(asked.filter((each) => each.startsWith('PUT'))).toHaveLength(1);
  });

  it('sets again what another has not set in the end', async () => {
    const { store, sleeps, left } = vaultThat(
      ...[isAbsent, isWritten, listOf(), isWritten, listOf()],
      ...[mine, at(4, mine), listOf(mine)],
    );
    expect((await store.setIfAbsent(NAME, new Secret('mine'))).reveal()).toBe('mine');
    expect(left).toEqual([]);
    expect(sleeps).toEqual([1000]);
  });

  it('gives nothing that is deleted while it is looked for', async () => {
    const { store } = vaultThat(at(4, mine), listOf());
    await expect(store.find(NAME)).rejects.toMatchObject({ code: 'secrets.unavailable' });
  });

  it('believes nothing of a race when the vault does not say what time it is', async () => {
    const { store, asked } = vaultThat({ ...isAbsent, headers: {} }, mine);
    const error = {
      code: 'secrets.unavailable',
      message: expect.stringContaining('time') as string,
    };
    await expect(store.setIfAbsent(NAME, canary)).rejects.toMatchObject(error);
    await expect(store.find(NAME)).rejects.toMatchObject(error);
    expect(asked).toHaveLength(2);
  });

  it('says when it was deleted while it was being set', async () => {
    const { store } = vaultThat(isAbsent, mine, isAbsent);
    await expect(store.setIfAbsent(NAME, canary)).rejects.toMatchObject({
      code: 'secrets.unavailable',
      message: expect.stringContaining('Try again') as string,
    });
  });
});
