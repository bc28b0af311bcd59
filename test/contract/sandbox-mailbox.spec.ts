import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN_CASES } from '@testing/message-conversion';
import { simpleParser } from 'mailparser';

import { itemSchema } from '../../apps/sandbox/src/office365/item.schema';
import { importItems } from '../support/import-items';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { storageConnectionString } from '../support/storage';
import { until } from '../support/until';

const JOB = 'mailboxjob';
const CASES = ['plain', 'photos', 'quote', 'reply-to-other', 'repost', 'cjk', 'video'];

const jsonOf = (name: string) => readFileSync(join(GOLDEN_CASES, name, 'item.json'), 'utf8');
const itemOf = (name: string) => itemSchema.parse(JSON.parse(jsonOf(name)));

let sandbox: RunningSandbox;

async function look(path: string) {
  const response = await fetch(sandbox.url + path);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { status, headers } = response;
  const header = (name: string) => headers.get(name) ?? '';
  return { status, header, bytes, text: bytes.toString('utf8') };
}

/** The ids of the messages that a search lists, as they are listed. */
async function found(query: string, mailbox = JOB): Promise<string[]> {
  const list = new URLSearchParams({ q: query, mailbox });
  const { text } = await look(`/?${list.toString()}`);
  return [...text.matchAll(/<a href="\/mailbox\/[^/"]+\/([^?"]+)/g)].map(([, id]) => id ?? '');
}

const ids = (...names: string[]) => names.map((name) => itemOf(name).Id);
const mail = (name: string) => `/mailbox/${JOB}/${itemOf(name).Id}`;

beforeAll(async () => {
  sandbox = await startSandbox({ storageConnectionString: storageConnectionString() });
  await importItems(sandbox, JOB, CASES.map(jsonOf));
  await until(async () => (await found('')).length === CASES.length);
});
afterAll(() => sandbox.close());

describe('the mailbox', () => {
  it('lists what was imported, newest first', async () => {
    const times = new Map(CASES.map((name) => [itemOf(name).Id, itemOf(name).SentTimeUtc]));
    const listed = (await found('')).map((id) => times.get(id) ?? '');
    expect(listed).toEqual([...times.values()].sort().reverse());
  });

  it.each([
    ['kind:quote', ['quote']],
    ['kind:repost', ['repost']],
    ['itemclass:ipm.note.twitter.reply', ['reply-to-other']],
    ['from:contoso kind:quote kind:reply -kind:reply', ['quote']],
    ['hasattachment:true attachmentnames:mp4', ['video']],
    ['sent<2000', []],
  ])('finds by %s', async (query, names) => {
    expect((await found(query)).sort()).toEqual(ids(...names).sort());
  });

  it('finds words of the text, in any case, and parts of what is written without spaces', async () => {
    const [word = ''] = /\p{Script=Han}{2}/u.exec(itemOf('cjk').Content) ?? [];
    expect(await found(word)).toEqual(ids('cjk'));
    expect(await found(`"${itemOf('plain').Content.split('\n')[0]?.toUpperCase() ?? ''}"`)).toEqual(
      ids('plain'),
    );
  });

  it('says where a query is wrong', async () => {
    const { status, text } = await look('/?q=door%20(gate');
    expect(status).toBe(422);
    expect(text).toMatch(/role="alert"[^>]*>[^<]*at sign 6[^<]*bracket is not closed/);
    expect(text).toContain('door <mark>(</mark>gate');
  });

  it('knows no message by a name that leads elsewhere', async () => {
    const paths = ['/mailbox/..%2F..%2Fcredentials/json', `/mailbox/${JOB}/..%2F..%2Fx`];
    for (const path of paths) expect((await look(path)).status).toBe(404);
  });
});

describe('an imported item', () => {
  it.each(CASES)('%s is the e-mail that Microsoft describes', async (name) => {
    const item = itemOf(name);
    const parsed = await simpleParser((await look(`${mail(name)}/source`)).bytes);

    expect(parsed.from?.value[0]?.name).toBe(item.Sender.Name);
    expect([parsed.to ?? []].flat().flatMap(({ value }) => value.map((to) => to.name))).toEqual(
      item.Recipients.map(({ Name }) => Name),
    );
    expect(parsed.subject).toBe(item.MessagePreviewText);
    expect(parsed.date?.getTime()).toBe(Math.floor(Date.parse(item.SentTimeUtc) / 1000) * 1000);
    expect(parsed.headers.get('x-message-class')).toBe(`IPM.NOTE.Twitter.${item.ItemType}`);
    expect(parsed.headers.get('x-import-item-id')).toBe(item.Id);
    expect(parsed.text?.replaceAll('\r\n', '\n')).toContain(item.Content);
    for (const { Content } of item.PreContext ?? []) expect(parsed.text).toContain(Content);
    const files = (item.ContentAttachments ?? []).flatMap(({ Content }) => Content ?? []);
    expect(parsed.attachments.map(({ content }) => content.toString('base64')).sort()).toEqual(
      files.sort(),
    );
  });

  it('is shown with its pictures, which its e-mail holds', async () => {
    const { text, header } = await look(`${mail('photos')}/body`);
    const pictures = [...text.matchAll(/<img src="([^"]+)"/g)].map(([, src]) => src ?? '');
    const wanted = itemOf('photos').ContentAttachments ?? [];
    expect(pictures).toHaveLength(wanted.length);
    for (const [n, { Content }] of wanted.entries()) {
      const picture = await look(pictures[n] ?? '');
      expect(picture.bytes.toString('base64')).toBe(Content);
      expect(picture.header('content-type')).toMatch(/^image\//);
    }
    expect(header('content-security-policy')).toMatch(/default-src 'none'.*sandbox allow-popups/);
  });

  it('is shown with what it says of itself, and its files and source to keep', async () => {
    const { text, header } = await look(mail('video'));
    const { Sender, ItemType } = itemOf('video');
    expect(header('content-security-policy')).toContain("default-src 'none'");
    for (const part of [Sender.Name ?? '', `IPM.NOTE.Twitter.${ItemType}`]) {
      expect(text).toContain(part.replaceAll("'", '&#39;'));
    }
    const source = await look(`${mail('video')}/source?download`);
    expect(source.header('content-disposition')).toContain(`${itemOf('video').Id}.eml`);
    const none = await look(`${mail('video')}/files/99`);
    expect(none.status).toBe(404);
  });

  it('is the same when it is delivered again, and anew when it has changed', async () => {
    const { bytes } = await look(`${mail('plain')}/source`);
    await importItems(sandbox, JOB, [jsonOf('plain')]);
    expect((await look(`${mail('plain')}/source`)).bytes.equals(bytes)).toBe(true);

    const changed = { ...itemOf('plain'), Content: 'Said otherwise', MessagePreviewText: 'Said' };
    await importItems(sandbox, JOB, [JSON.stringify(changed)]);
    await until(async () => (await found('"said otherwise"')).length === 1);
    expect((await found('')).length).toBe(CASES.length);
    expect((await sandbox.control.importState(JOB)).items).toMatchObject({
      imported: CASES.length,
      redelivered: 1,
      'redelivered, changed': 1,
    });
  });

  it('takes no item under an id that is not its own, or is that of another of the task', async () => {
    const job = 'wrongidsjob';
    const [id = ''] = ids('plain');
    const changed = JSON.stringify({ ...itemOf('plain'), Content: 'Said otherwise' });
    const given = [jsonOf('plain'), jsonOf('quote'), changed];
    await importItems(sandbox, job, given, [id, 'another', id]);
    const { items, invalid } = await sandbox.control.importState(job);
    expect(items).toMatchObject({ imported: 1, redelivered: 0 });
    expect(invalid).toMatchObject([
      { reason: expect.stringContaining('named as another') as string },
      { reason: expect.stringContaining('that of another item') as string },
    ]);
  });
});
