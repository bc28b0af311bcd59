import { ProblemList } from './problem-list';

const problem = { file: 'data/=1+1.js', entry: 1, line: 2, what: 'x'.repeat(1000) };

describe('ProblemList', () => {
  it('tells whoever waits for room that it cannot be saved, and at the end', async () => {
    const failure = new Error('no storage');
    const list = new ProblemList(() => Promise.reject(failure));
    list.add(problem);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(list.room()).rejects.toBe(failure);
    list.add(problem);
    await expect(list.end()).rejects.toBe(failure);
  });

  it('waits while more is to be saved than should be in memory', async () => {
    const read = { bytes: 0 };
    let save: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (save = resolve));
    const list = new ProblemList(async (bytes) => {
      await begun;
      for await (const chunk of bytes) read.bytes += chunk.length;
    });
    for (let i = 0; i < 100; i++) list.add(problem);
    let hasRoom = false;
    const room = list.room().then(() => (hasRoom = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(hasRoom).toBe(false);
    save();
    await room;
    await list.end();
    expect(read.bytes).toBeGreaterThan(100_000);
  });
});
