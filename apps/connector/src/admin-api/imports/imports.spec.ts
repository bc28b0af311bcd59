import { AppError, countedOnly } from '@app/domain';
import { BLOCK_BYTES, failed, type SuppliedImport } from '@app/imports';
import { anImport } from '@testing/imports';
import { aJob } from '@testing/jobs';
import { z } from 'zod';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

const of = 'accounts/7/imports';
const none = `${of}/00000000-0000-4000-8000-00000000ffff`;

describeGuarded(started, {
  admin: [
    ['get', of],
    ['post', of],
    ['get', none],
    ['get', `${none}/problems.csv`],
    ['put', `${none}/blocks/0`],
    ['post', `${none}/finish`],
    ['post', `${none}/cancel`],
    ['post', `${none}/retry`],
  ],
});

const viewSchema = z.looseObject({ importId: z.string(), state: z.string() });
const fingerprint = 'a'.repeat(64);
const tail = Buffer.from('the end');
const first = Buffer.alloc(BLOCK_BYTES, 'a');
const bytes = BLOCK_BYTES + tail.length;
const file = { fileName: 'twitter-2026.zip', bytes, fingerprint };
const actor = { kind: 'admin', id: 'ada-id' };

let connector: ConnectorApp;
let page: AdminPage;
beforeEach(async () => {
  connector = new ConnectorApp();
  await connector.start();
  page = await AdminPage.open(connector);
  await connector.jobs.save(aJob());
});
afterEach(() => connector.stop());

const begin = async (body: object = file) => {
  const { importId } = viewSchema.parse((await page.post(of, body)).body);
  return importId;
};
const known = (importId: string) => connector.imports.find({ accountId: '7', importId });
const added = async (differs: Partial<SuppliedImport>) => {
  const one = anImport({ createdAt: connector.clock.now(), ...differs });
  await connector.imports.add(one);
  return one;
};

describe('an upload', () => {
  it('comes block by block, and is then for a worker', async () => {
    const begun = await page.post(of, file);
    expect(begun).toMatchObject({
      status: 200,
      body: {
        ...{ state: 'uploading', fileName: 'twitter-2026.zip', bytes, requestedBy: 'ada@contoso' },
        upload: { blockBytes: BLOCK_BYTES, blocks: 2, receivedBlocks: 0, receivedBytes: 0 },
      },
    });
    const { importId } = viewSchema.parse(begun.body);
    expect((await page.putBytes(`${of}/${importId}/blocks/1`, tail)).status).toBe(204);
    expect((await page.putBytes(`${of}/${importId}/blocks/0`, first)).status).toBe(204);
    expect((await page.get(`${of}/${importId}`)).body).toMatchObject({
      upload: { receivedBlocks: 2, receivedBytes: bytes },
    });
    const finished = await page.post(`${of}/${importId}/finish`);
    expect(finished).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(finished.body).not.toHaveProperty('upload');
    const zip = await connector.uploads.openZip({ accountId: '7', importId });
    expect(zip.bytes).toBe(bytes);
    expect(Buffer.from(await zip.read(BLOCK_BYTES, bytes))).toEqual(tail);
    expect(connector.audit.events.at(-1)).toMatchObject({
      ...{ actor, action: 'import.requested', subject: '7', result: 'done' },
      details: { importId, fileName: 'twitter-2026.zip', bytes },
    });
  });

  it('goes on where it was with the very same file, and with no other', async () => {
    const importId = await begin();
    await page.putBytes(`${of}/${importId}/blocks/0`, first);
    expect((await page.post(of, file)).body).toMatchObject({
      importId,
      upload: { receivedBlocks: 1, receivedBytes: BLOCK_BYTES },
    });
    for (const differs of [
      { fileName: 'other.zip' },
      { bytes: bytes + 1 },
      { fingerprint: 'b'.repeat(64) },
    ]) {
      expect(await begin({ ...file, ...differs })).not.toBe(importId);
    }
  });

  it('is finished once, however often that is said', async () => {
    const importId = await begin({ ...file, bytes: tail.length });
    await page.putBytes(`${of}/${importId}/blocks/0`, tail);
    for (let times = 0; times < 3; times++) {
      const answer = await page.post(`${of}/${importId}/finish`);
      expect(answer).toMatchObject({ status: 200, body: { state: 'waiting' } });
    }
    const requests = connector.audit.events.filter(({ action }) => action === 'import.requested');
    expect(requests).toHaveLength(1);
  });

  it('is not finished while blocks are missing: 409', async () => {
    const importId = await begin();
    await page.putBytes(`${of}/${importId}/blocks/1`, tail);
    const answer = await page.post(`${of}/${importId}/finish`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'import.incomplete' } });
    expect(await known(importId)).toMatchObject({ state: 'uploading' });
  });

  it.each([
    [0, tail],
    [1, Buffer.from('too long an end')],
    [2, tail],
    [0, Buffer.alloc(0)],
  ])('takes no block %d of another size: 400', async (index, block) => {
    const importId = await begin();
    const answer = await page.putBytes(`${of}/${importId}/blocks/${index}`, block);
    expect(answer).toMatchObject({ status: 400, body: { code: 'import.wrong_block' } });
    expect(await connector.uploads.countBlocks({ accountId: '7', importId })).toBe(0);
  });

  it('takes no more than a block at once: 413', async () => {
    const importId = await begin();
    const more = Buffer.alloc(BLOCK_BYTES + 1);
    expect((await page.putBytes(`${of}/${importId}/blocks/0`, more)).status).toBe(413);
  });

  it.each([
    ['fileName', { fileName: '' }],
    ['fileName', { fileName: 'x'.repeat(256) }],
    ['bytes', { bytes: 0 }],
    ['bytes', { bytes: 50_000 * BLOCK_BYTES + 1 }],
    ['bytes', { bytes: 1.5 }],
    ['fingerprint', { fingerprint: 'nonsense' }],
  ])('says what is wrong with %s: 400', async (field, differs) => {
    const answer = await page.post(of, { ...file, ...differs });
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field }] } });
  });

  it('may have more bytes than 32 bits can tell, and a name without signs that screens obey', async () => {
    const forty = 40 * 1024 ** 3;
    const importId = await begin({ ...file, bytes: forty, fileName: 'a\u202eb\u0000.zip' });
    expect(await known(importId)).toMatchObject({ bytes: forty, fileName: 'a?b?.zip' });
    expect((await page.get(`${of}/${importId}`)).body).toMatchObject({ upload: { blocks: 5120 } });
  });

  it.each(['waiting', 'running', 'done', 'failed', 'cancelled'] as const)(
    'takes no block of one that is %s: 409',
    async (state) => {
      const { importId } = await added({ state, bytes: tail.length });
      const answer = await page.putBytes(`${of}/${importId}/blocks/0`, tail);
      expect(answer).toMatchObject({ status: 409, body: { code: 'import.ended' } });
    },
  );
});

describe('imports', () => {
  it('are listed, the newest first, with all there is to say', async () => {
    const now = connector.clock.now();
    const counts = {
      ...{ entries: 9, added: 5, known: 1, ofApi: 2 },
      ...{ filesAdded: 3, filesKnown: 1, filesMissing: 1 },
    };
    await added({
      ...{ importId: '00000000-0000-4000-8000-00000000000a', state: 'done', endedAt: now },
      createdAt: new Date(now.getTime() - 1),
      progress: { ...counts, announced: 9 },
      report: {
        ...{ ...counts, accountId: '7', username: 'contoso', generatedAt: now, problems: 1 },
        messages: { ...counts, isOn: true, withoutId: 2 },
        likes: countedOnly(4),
        period: { from: '1', to: '1895000000000000000' },
        closedGaps: [{ from: '1', to: '20' }],
      },
    });
    const young = await added({ state: 'running' });
    await added({ accountId: '8' });
    const { status, body } = await page.get(of);
    expect(status).toBe(200);
    expect(body).toMatchObject({ imports: [{ importId: young.importId }, { state: 'done' }] });
    expect(z.object({ imports: z.array(z.unknown()) }).parse(body).imports[1]).toEqual({
      importId: '00000000-0000-4000-8000-00000000000a',
      ...{ state: 'done', fileName: 'twitter-2026.zip', bytes: 12, requestedBy: 'ada@contoso' },
      createdAt: new Date(now.getTime() - 1).toISOString(),
      endedAt: now.toISOString(),
      progress: { ...counts, announced: 9 },
      report: {
        ...{ ...counts, generatedAt: now.toISOString(), problems: 1 },
        messages: { ...counts, isOn: true, withoutId: 2 },
        likes: countedOnly(4),
        period: { to: '2025-02-27T06:36:22.054Z' },
        closedGaps: [{}],
      },
    });
  });

  it.each(['uploading', 'waiting', 'running'] as const)('are cancelled while %s', async (state) => {
    const { importId } = await added({ state });
    const answer = await page.post(`${of}/${importId}/cancel`);
    expect(answer).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(connector.audit.events.at(-1)).toMatchObject({
      ...{ actor, action: 'import.cancelled', subject: '7', details: { importId } },
    });
  });

  it('that have failed are tried again while their file is kept', async () => {
    const failure = { code: 'import.other_account', message: 'It is of @fabrikam.' };
    const one = failed(anImport({ state: 'running' }), failure, connector.clock.now());
    await connector.imports.add(one);
    const path = `${of}/${one.importId}`;
    const zipKeptUntil = one.zipUntil?.toISOString();
    expect((await page.get(path)).body).toMatchObject({ state: 'failed', failure, zipKeptUntil });
    const again = await page.post(`${path}/retry`);
    expect(again).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(again.body).not.toHaveProperty('failure');
    expect(connector.audit.events.at(-1)).toMatchObject({ actor, action: 'import.retried' });
  });

  it('that have failed are not tried again unless that can be noted', async () => {
    const one = failed(
      anImport({ state: 'running' }),
      { code: 'import.other_account', message: 'It is of @fabrikam.' },
      connector.clock.now(),
    );
    await connector.imports.add(one);
    const append = connector.audit.append.bind(connector.audit);
    connector.audit.append = () => Promise.reject(new AppError('audit.unavailable', 'Away.'));
    const retry = () => page.post(`${of}/${one.importId}/retry`);
    expect(await retry()).toMatchObject({ status: 503, body: { code: 'audit.unavailable' } });
    expect(await known(one.importId)).toMatchObject({ state: 'failed' });
    connector.audit.append = append;
    expect(await retry()).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(connector.audit.events.at(-1)).toMatchObject({ actor, action: 'import.retried' });
  });

  it.each([
    ['cancel', { state: 'done' }],
    ['cancel', { state: 'failed' }],
    ['retry', { state: 'done' }],
    ['retry', { state: 'failed' }],
    ['finish', { state: 'cancelled' }],
  ] as const)('refuse to %s what is %j: 409', async (action, differs) => {
    const { importId } = await added(differs);
    const answer = await page.post(`${of}/${importId}/${action}`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'import.ended' } });
    expect(await known(importId)).toMatchObject(differs);
  });

  it('have a list of what could not be read', async () => {
    const one = await added({ state: 'done' });
    const path = `${of}/${one.importId}/problems.csv`;
    expect((await page.get(path)).status).toBe(404);
    const list = 'file,entry,line,what\r\ndata/tweets.js,1,2,it has no id\r\n';
    const pieces = async function* () {
      await Promise.resolve();
      yield Buffer.from(list);
    };
    await connector.uploads.saveProblems(one, pieces());
    const { status, headers, text } = await page.get(path);
    expect([status, text]).toEqual([200, list]);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('text/csv') as string,
      'content-disposition': 'attachment; filename=not-read.csv',
    });
  });

  it.each(['', '/problems.csv'])('that are not there are 404: %s', async (path) => {
    expect(await page.get(none + path)).toMatchObject({
      status: 404,
      body: { code: 'import.unknown' },
    });
  });

  it.each(['finish', 'cancel', 'retry'])('that are not there are 404: %s', async (action) => {
    expect(await page.post(`${none}/${action}`)).toMatchObject({
      status: 404,
      body: { code: 'import.unknown' },
    });
  });

  it('of another account are not there', async () => {
    const { importId } = await added({ accountId: '8' });
    expect((await page.get(`${of}/${importId}`)).status).toBe(404);
    expect((await page.get('accounts/8/imports')).body).toMatchObject({ code: 'accounts.unknown' });
  });

  it('have ids: 400', async () => {
    expect((await page.get(`${of}/canary`)).body).toMatchObject({
      fields: [{ field: 'importId' }],
    });
    const blocks = await page.putBytes(`${none}/blocks/x`, tail);
    expect(blocks.body).toMatchObject({ fields: [{ field: 'index' }] });
  });
});
