import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';

import { startAzurite } from '../../scripts/local/azurite';
import { takeCensus } from '../../scripts/local/census';
import { aFolder, endedAfterwards } from '../support/a-stack';
import { filesOf } from '../support/snapshot';
import { startProduct, type StartedProduct } from '../support/start-product';
import { until } from '../support/until';

const POSTS = 120;

async function startOnce(...args: string[]): Promise<{ code: number | string } & StartedProduct> {
  const started = startProduct('--once', ...args);
  return { ...started, code: await started.process.exit() };
}

describe('npm start -- --once --journal', () => {
  const folder = aFolder();
  const args = ['--journal', '--data-dir', folder];
  const mailbox = join(folder, 'sandbox/mailbox');
  let mailboxBefore: Record<string, string>;

  it('archives, delivers and journals every post once, and says so', async () => {
    const { code, number } = await startOnce(...args, '--posts', `${POSTS}`);

    expect(code).toBe(0);
    expect(number('dataset')).toBeGreaterThan(POSTS);
    expect(number('captured')).toBe(number('dataset'));
    expect(number('delivered')).toBe(number('captured'));
    expect(number('journaled')).toBe(number('captured'));
    expect([number('lost'), number('duplicates')]).toEqual([0, 0]);
    expect(number('read from X')).toBe(POSTS);
    mailboxBefore = filesOf(mailbox);
    const kept = (ending: string) =>
      Object.keys(mailboxBefore).filter((file) => file.endsWith(ending)).length;
    // Each item as it came and as e-mail, and what was journaled.
    expect(kept('.json')).toBe(number('delivered'));
    expect(kept('.eml')).toBe(number('delivered') + number('journaled'));
  });

  it('goes on at a second start: reads nothing again, delivers and journals nothing twice', async () => {
    const { code, number } = await startOnce(...args);

    expect(code).toBe(0);
    expect(number('read from X')).toBe(0);
    expect(number('journaled')).toBe(number('captured'));
    expect([number('lost'), number('duplicates')]).toEqual([0, 0]);
    expect(filesOf(mailbox)).toEqual(mailboxBefore);
  });

  it('leaves behind what it says, counted where it lies', async () => {
    const azurite = await startAzurite({ location: join(folder, 'storage') });
    endedAfterwards(azurite.process);
    const size = Object.keys(mailboxBefore).filter((file) => file.endsWith('.json')).length;

    expect(await takeCensus(azurite.connectionString, mailbox)).toMatchObject({
      posts: size,
      indexRows: size,
      recordBlobs: size,
      mailboxFiles: size,
      duplicates: [],
      undelivered: [],
    });
  });
});

describe('npm start', () => {
  const folder = aFolder();
  let first: StartedProduct;
  let second: StartedProduct;
  const startedProcesses = () => {
    const noted = readFileSync(join(folder, 'processes.json'), 'utf8');
    return (JSON.parse(noted) as { processes: { pid: number }[] }).processes;
  };

  it('stays up when all is done', async () => {
    first = startProduct('--data-dir', folder, '--posts', '40');
    await until(() => first.output().includes('Stop with Ctrl-C'));
    expect([first.number('lost'), first.number('duplicates')]).toEqual([0, 0]);
  });

  it('leaves a folder alone that another start is at work in', async () => {
    const { code, output } = await startOnce('--data-dir', folder);
    expect(code).toBe(1);
    expect(output()).toContain('Another start');
  });

  it('goes on after it was killed: what it had started is ended, nothing lost or doubled', async () => {
    const before = startedProcesses();
    await first.process.stop('SIGKILL');
    second = startProduct('--data-dir', folder);
    await until(() => second.output().includes('Stop with Ctrl-C'));

    expect(second.output()).toContain(`ended ${before.length} processes`);
    for (const { pid } of before) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect([second.number('lost'), second.number('duplicates')]).toEqual([0, 0]);
  });

  it('ends with exit code 0 on Ctrl-C, and nothing it started goes on', async () => {
    const processes = startedProcesses();
    expect(await second.process.stop('SIGINT')).toBe(0);
    for (const { pid } of processes) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

describe('npm start with a file of X API responses', () => {
  const folder = aFolder();
  const file = 'test/fixtures/twarc2-timeline.jsonl';

  it('archives and delivers the posts of the file', async () => {
    const { code, number } = await startOnce('--data-dir', folder, '--dataset', file);

    expect(code).toBe(0);
    expect([number('dataset'), number('captured'), number('delivered')]).toEqual([7, 7, 7]);
  });

  it('does not mix them with others in one folder', async () => {
    const { code, output } = await startOnce('--data-dir', folder, '--posts', '40');
    expect(code).toBe(1);
    expect(output()).toContain('twarc2-timeline.jsonl');
  });
});

describe('npm start refuses', () => {
  it.each([
    ['an option it does not know', ['--onec']],
    ['a number that is none', ['--posts', 'many']],
    ['a port that is none', ['--connector-port', '70000']],
    ['a file that is not there', ['--dataset', 'no-such-file.jsonl']],
  ])('%s, with the help text and exit code 2', async (_, args) => {
    const { code, output } = await startOnce('--data-dir', aFolder(), ...args);
    expect(code).toBe(2);
    expect(output()).toContain(args.at(-1));
    expect(output()).toContain('--data-dir DIR');
  });

  it.each(['--connector-port', '--sandbox-port', '--storage-port', '--smtp-port'])(
    'a port in use, and says that %s changes it',
    async (option) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const address = other.address();
      const port = address && typeof address === 'object' ? `${address.port}` : '';
      const { code, output } = await startOnce('--data-dir', aFolder(), option, port);
      other.close();

      expect(code).toBe(1);
      expect(output()).toContain(`Port ${port} is in use`);
      expect(output()).toContain(option);
    },
  );

  it('a folder it cannot write, and says which', async () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, '');
    const { code, output } = await startOnce('--data-dir', join(file, 'data'));
    expect(code).toBe(1);
    expect(output()).toContain(`${file}/data cannot be written`);
  });

  it('a file that holds no X API responses, and says where', async () => {
    const file = join(aFolder(), 'posts.jsonl');
    writeFileSync(file, '{"data":[]}\n{"neither":1}\n');
    const { code, output } = await startOnce('--data-dir', aFolder(), '--dataset', file);
    expect(code).toBe(1);
    expect(output()).toContain(`${file}, line 2`);
  });
});
