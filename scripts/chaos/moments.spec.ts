import { Moments } from './moments';

describe('Moments', () => {
  it('come for everybody who waits for one, each after as many answers as it was told', async () => {
    const moments = new Moments();
    const come: string[] = [];
    const waiting = [
      moments.after(3).then(() => come.push('third')),
      moments.after(1).then(() => come.push('first')),
    ];
    moments.answered();
    await waiting[1];
    expect(come).toEqual(['first']);
    moments.answered();
    moments.answered();
    await waiting[0];
    expect(come).toEqual(['first', 'third']);
  });
});
