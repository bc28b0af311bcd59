import { addressOf, ApiClient, pathOf } from './api-client';
import { ApiProblem, toApiProblem } from './api-problem';

/** Answers every request alike, and keeps the last one. */
function answering(status: number, body: string) {
  const seen: { address?: unknown; init?: RequestInit } = {};
  const client = new ApiClient((address, init) => {
    Object.assign(seen, { address, init });
    return Promise.resolve(new Response(body || null, { status }));
  });
  client.csrfToken = 'the-token';
  return { client, seen };
}

describe('a call', () => {
  it('gives back what was answered', async () => {
    const { client, seen } = answering(200, '{"tasks":[]}');
    expect(await client.get('tasks', { limit: 50, jobId: undefined, state: '' })).toEqual({
      tasks: [],
    });
    expect(seen).toMatchObject({ address: '/admin/api/tasks?limit=50', init: { method: 'GET' } });
    expect(seen.init?.headers).not.toHaveProperty('x-csrf-token');
  });

  it('that changes something proves that it is from this page', async () => {
    const { client, seen } = answering(200, '{}');
    await client.put('settings', { values: { aadAppId: 'a' } });
    expect(seen.init).toMatchObject({
      method: 'PUT',
      headers: { 'x-csrf-token': 'the-token', 'content-type': 'application/json' },
      body: '{"values":{"aadAppId":"a"}}',
    });
  });

  it('sends bytes as they are', async () => {
    const { client, seen } = answering(204, '');
    const bytes = new Blob(['abc']);
    await client.putBytes('imports/1/blocks/0', bytes, new AbortController().signal);
    expect(seen.init).toMatchObject({
      method: 'PUT',
      headers: { 'x-csrf-token': 'the-token', 'content-type': 'application/octet-stream' },
    });
    expect(seen.init?.body).toBe(bytes);
  });

  it('may be answered with nothing', async () => {
    const { client } = answering(204, '');
    expect(await client.delete('session')).toBeUndefined();
  });

  it('that finds no session says so, once', async () => {
    const { client } = answering(401, '');
    const onSessionEnd = jest.fn();
    client.onSessionEnd = onSessionEnd;
    await expect(client.get('home')).rejects.toMatchObject({ status: 401, sentence: undefined });
    expect(onSessionEnd).toHaveBeenCalledTimes(1);
  });

  it('that nobody answers is a problem of status 0', async () => {
    const client = new ApiClient(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(client.get('home')).rejects.toMatchObject({ name: 'ApiProblem', status: 0 });
  });

  it('that was given up is no problem', async () => {
    const client = new ApiClient(() => Promise.reject(new DOMException('given up', 'AbortError')));
    const failing = client.get('home', {}, AbortSignal.abort());
    await expect(failing).rejects.not.toBeInstanceOf(ApiProblem);
  });
});

describe('a problem', () => {
  it('has the sentence, the code, the fields and the id of the log', () => {
    const body = JSON.stringify({
      status: 400,
      title: 'The request is not valid.',
      code: 'settings.invalid',
      fields: [{ field: 'values', rule: 'must be text' }, 'nonsense', { field: 1 }],
      correlationId: 'abc',
    });
    expect(toApiProblem(400, body)).toMatchObject({
      status: 400,
      sentence: 'The request is not valid.',
      code: 'settings.invalid',
      correlationId: 'abc',
      fields: [{ field: 'values', rule: 'must be text' }],
    });
  });

  it('prefers the detail to the title', () => {
    expect(toApiProblem(409, '{"title":"a","detail":"b"}').sentence).toBe('b');
  });

  it.each(['', '<html>Bad gateway</html>', '[1]', 'null', '"text"', '{"title":7}'])(
    'has only its status when %j came',
    (body) => {
      expect(toApiProblem(502, body)).toMatchObject({
        status: 502,
        sentence: undefined,
        fields: [],
      });
    },
  );
});

it('ids in a path and in a query cannot lead elsewhere', () => {
  expect(pathOf`tasks/${'a/../b'}/${'c?d'}/retry`).toBe('tasks/a%2F..%2Fb/c%3Fd/retry');
  expect(addressOf('audit', { actor: 'a&b=c' })).toBe('/admin/api/audit?actor=a%26b%3Dc');
});
