import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { itemSchema } from '../../apps/sandbox/src/office365/item.schema';
import { JOB_ID } from '../../scripts/local/local-stack';
import { aStack } from '../support/a-stack';
import { runVerify } from '../support/run-verify';
import { filesOf } from '../support/snapshot';
import { until } from '../support/until';

/** At every turn a file is tried again, and after the fifth try it rests for five minutes: no machine is so slow as to come to that. */
const SELDOM = { CAPTURE_INTERVAL_SECONDS: '20' };

describe('an item that was delivered before its media could be had', () => {
  const stack = aStack({ posts: '40' });
  /** All posts are older, and long settled when the worker begins: its first turn is enough for the task. */
  let end: string;

  /** Of the items in the mailbox, the ids of those that have a file, and of those that lack one. */
  async function itemsWithFiles() {
    const { mailbox } = await stack.sandbox.importState(JOB_ID);
    const files = Object.keys(filesOf(mailbox)).filter((file) => file.endsWith('.json'));
    const items = files.map((file) =>
      itemSchema.parse(JSON.parse(readFileSync(join(mailbox, file), 'utf8'))),
    );
    const having = (isIt: (content: string | null) => boolean) =>
      items.flatMap(({ Id, ContentAttachments }) =>
        ContentAttachments?.some(({ Content }) => isIt(Content)) ? [Id] : [],
      );
    return {
      whole: having((content) => content !== null),
      lacking: having((content) => content === null),
    };
  }

  beforeAll(async () => {
    await stack.startSurroundings();
    end = new Date().toISOString();
    await stack.sandbox.addFault({ target: 'media', kind: 'status', status: 503, times: 10_000 });
    await stack.startConnector();
  });

  it('is delivered again, with them, when they have come', async () => {
    const { oldest: start } = (await stack.sandbox.stats()).dataset;
    await stack.sandbox.ask({ jobId: JOB_ID, start, end, dirtyEntities: null });
    await stack.startWorker(SELDOM);
    await until(async () => (await stack.sandbox.importState(JOB_ID)).windows.done === 1);
    const before = await itemsWithFiles();
    expect(before.whole).toEqual([]);
    expect(before.lacking.length).toBeGreaterThan(3);

    await stack.sandbox.clearFaults();
    await until(async () => (await itemsWithFiles()).lacking.length === 0);
    await until(async () => (await stack.sandbox.importState(JOB_ID)).windows.open === 0);
    expect((await itemsWithFiles()).whole).toEqual(before.lacking);
    const { askedAgain, items, invalid } = await stack.sandbox.importState(JOB_ID);
    expect(new Set(askedAgain)).toEqual(new Set(before.lacking));
    expect(items).toMatchObject({ redelivered: 0, 'redelivered, changed': 0 });
    expect(items['redelivered, asked for']).toBe(askedAgain.length);
    expect(invalid).toEqual([]);
    expect((await runVerify([], stack.env)).code).toBe(0);
  });
});
