import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPostId, type RawPost } from '@app/domain';
import { ExportWorld } from '@testing/delivery';
import { goldenNames } from '@testing/message-conversion';

import { mailboxReader, messagesOf } from '../support/read-mailbox';

const fixture = (name: string) => join(__dirname, '../fixtures/conversion', name, 'post.json');

/** The posts of the golden pairs, those of one id once, with lines that begin as those between the messages of an mbox do. */
function posts(): RawPost[] {
  const byId = new Map<string, RawPost>();
  for (const name of goldenNames()) {
    const { post, includes, problems } = JSON.parse(readFileSync(fixture(name), 'utf8')) as RawPost;
    const said = typeof post.text === 'string' ? post.text : '';
    const text = `${said}\nFrom here\n>From there\n\nFrom x@y.example Sat Mar  1 12:00:00 2025`;
    if (isPostId(post.id)) byId.set(post.id, { post: { ...post, text }, includes, problems });
  }
  return [...byId.values()];
}

describe(`mailboxes, by ${mailboxReader}`, () => {
  let eml: string[];

  async function exported(format: 'eml' | 'mbox' | 'maildir'): Promise<ExportWorld> {
    const world = await ExportWorld.open();
    await world.archive.archive(...posts());
    await world.export({ format });
    return world;
  }

  beforeAll(async () => {
    const files = Object.entries((await exported('eml')).files());
    eml = files.filter(([path]) => path.endsWith('.eml')).map(([, content]) => content);
  });
  afterAll(() => ExportWorld.removeFolders());

  it('hold in an mbox of each month the very messages that are exported as .eml', async () => {
    const world = await exported('mbox');
    const paths = Object.keys(world.files()).filter((path) => path.endsWith('.mbox'));
    const messages = paths.flatMap((path) => messagesOf('mbox', join(world.directory, path)));
    expect(messages.length).toBeGreaterThan(50);
    expect(messages.sort()).toEqual(eml.sort());
  });

  it('hold in a Maildir the very messages that are exported as .eml', async () => {
    const world = await exported('maildir');
    const messages = messagesOf('maildir', join(world.directory, 'Maildir'));
    expect(messages.sort()).toEqual(eml.sort());
  });
});
