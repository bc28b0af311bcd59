import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstIdAt } from '@app/domain';
import {
  anArchiveTweet,
  manyArchiveLikes,
  writeXArchive,
  type XArchiveParts,
} from '@testing/twitter-ingestion';
import { type BrowserContext } from 'playwright-core';

import { aBrowserContext, barriersOn, picture } from '../support/a-browser';
import { aFolder, aStack } from '../support/a-stack';
import { AdminPages } from '../support/admin-pages';
import { rowsOf } from '../support/snapshot';
import { until } from '../support/until';

const BLOCKS = '**/imports/*/blocks/*';
const TIME = '2024-05-01T12:00:00.000Z';

describe('the import of an archive on the page of its account', () => {
  const stack = aStack({ posts: '20' });
  const folder = aFolder();
  let context: BrowserContext;
  let admin: AdminPages;
  let owner: { accountId: string; username: string };
  const page = () => admin.page;
  const first = () => admin.rows('Imports').nth(1);

  async function aZip(name: string, parts: XArchiveParts = {}): Promise<string> {
    const file = join(folder, name);
    const lost = anArchiveTweet({ at: TIME, full_text: 'Deleted long ago' });
    await writeXArchive(file, { ...owner, tweets: [[lost, { full_text: 'Who am I?' }]], ...parts });
    return file;
  }
  const choose = async (file: string) => {
    const choosing = page().waitForEvent('filechooser');
    await admin.button('Choose the zip').press('Enter');
    await (await choosing).setFiles(file);
  };
  const says = (words: string | RegExp) => page().getByRole('status').filter({ hasText: words });

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
    await stack.startWorker();
    const { id: accountId, username } = (await stack.sandbox.stats()).account;
    owner = { accountId, username };
    context = await aBrowserContext();
    admin = await AdminPages.open(context, stack.connectorUrl);
    await admin.signIn('Ada Admin');
    await admin.visit(`/accounts/${accountId}`, `@${username}`);
    await page().getByRole('heading', { name: 'Import of the owner’s archive' }).waitFor();
  });

  it('brings a post into the archive that X does not list', async () => {
    await choose(await aZip('twitter-2024.zip', { likes: manyArchiveLikes(2) }));
    await says('twitter-2024.zip is imported.').waitFor();
    await first().getByText('1 post added').waitFor();
    await first().getByText('Report').click();
    expect(await first().innerText()).toMatch(/Likes\s+2, not archived: they are switched off/);
    const rows = await rowsOf(stack.azurite.connectionString, 'posts');
    const id = firstIdAt(new Date(TIME)).padStart(19, '0');
    expect(rows).toContainEqual(
      expect.stringMatching(new RegExp(`^${owner.accountId}_202405/${id}\\.`)),
    );
    await first().scrollIntoViewIfNeeded();
    await picture(page(), 'admin-import');
    expect(await barriersOn(page())).toEqual([]);
  });

  it('has a list of what could not be read', async () => {
    const starting = page().waitForEvent('download');
    await first()
      .getByRole('link', { name: /could not be read/ })
      .click();
    const download = await starting;
    expect(download.suggestedFilename()).toBe('not-read.csv');
    const [head, ...lines] = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(head).toContain('file,entry,line,what');
    expect(lines).toEqual([expect.stringMatching(/^data\/tweets\.js,2,/)]);
  });

  it('goes on after a broken connection, a pause, and in a page that was loaded anew', async () => {
    const file = await aZip('again.zip');
    let broken = Number.POSITIVE_INFINITY;
    await page().route(BLOCKS, (route) => (broken-- > 0 ? route.abort() : route.fallback()));
    await choose(file);
    await says('connection is broken').waitFor();
    await admin.button('Pause the upload').click();
    await says('is paused').waitFor();
    expect(await barriersOn(page())).toEqual([]);
    await admin.button('Go on with the upload').click();
    await says('connection is broken').waitFor();
    broken = 0;
    await says('again.zip is imported.').waitFor();
    await first().getByText('0 posts added').waitFor();

    const other = await aZip('third.zip', { media: { '1-a.jpg': 'picture' } });
    broken = Number.POSITIVE_INFINITY;
    await choose(other);
    await says('connection is broken').waitFor();
    await page().reload();
    await admin.heading(`@${owner.username}`);
    await says('third.zip is not uploaded as a whole').waitFor();
    broken = 0;
    await choose(other);
    await says('third.zip is imported.').waitFor();
    expect(await admin.rows('Imports').count()).toBe(4);
    await page().unroute(BLOCKS);
  });

  it('is cancelled after a question', async () => {
    await page().route(BLOCKS, (route) => route.abort());
    await choose(await aZip('wrong.zip', { media: { '2-a.jpg': 'other' } }));
    await says('connection is broken').waitFor();
    await admin.button('Cancel the upload').click();
    const dialog = page().getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Cancel the upload' }).click();
    await says('The import of wrong.zip was cancelled.').waitFor();
    await first().getByText('Cancelled').waitFor();
    expect(await first().innerText()).toMatch(/wrong\.zip[\s\S]*Cancelled/);
    await page().unroute(BLOCKS);
  });

  it('says in plain words why it is refused, and may be tried again', async () => {
    await choose(await aZip('fabrikam.zip', { accountId: '8', username: 'fabrikam' }));
    await says('The import of fabrikam.zip has failed.').waitFor();
    await first().getByText('The archive is of @fabrikam (8)').waitFor();
    await first().getByText('The file is kept until').waitFor();
    await picture(page(), 'admin-import-failed');
    expect(await barriersOn(page())).toEqual([]);
    const events = async () => (await rowsOf(stack.azurite.connectionString, 'audit')).length;
    const before = await events();
    await admin.button('Import again: fabrikam.zip').click();
    // That it was wanted, and that it has failed once more.
    await until(async () => (await events()) >= before + 2);
    await says('The import of fabrikam.zip has failed.').waitFor();
  });

  it('takes nothing but a zip, and breaks no rule of the page', async () => {
    const choosing = page().waitForEvent('filechooser');
    await admin.button('Choose the zip').click();
    const buffer = Buffer.from('text');
    await (await choosing).setFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer });
    await says('That is no zip file.').waitFor();
    expect(admin.complaints).toEqual([]);
    await page().setViewportSize({ width: 360, height: 640 });
    expect(await admin.overhang()).toBe(0);
    expect(await barriersOn(page())).toEqual([]);
  });
});
