import { readAgain } from './read-again';

describe('readAgain', () => {
  /** How often it reads what is whole at the given reading, and what it ends with. */
  const reading = async (wholeAt: number) => {
    let readings = 1;
    const last = await readAgain(
      1,
      (read) => read >= wholeAt,
      () => Promise.resolve(++readings),
    );
    return [readings, last];
  };

  it('reads what does not fit together up to three times in all', async () => {
    const readings = [1, 2, 3, 4].map((wholeAt) => reading(wholeAt));
    expect(await Promise.all(readings)).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [3, 3],
    ]);
  });
});
