import { MailSetbacks } from './mail-setbacks';

describe('MailSetbacks', () => {
  const inOrder = (setbacks: MailSetbacks, ...ids: string[]) =>
    Array.fromAsync(
      setbacks.inOrder(
        (async function* () {
          await Promise.resolve();
          yield* ids;
        })(),
        (id) => id,
      ),
    );

  it('count how often a message failed though another was accepted since', () => {
    const setbacks = new MailSetbacks();
    expect([setbacks.count('a'), setbacks.count('b'), setbacks.count('a')]).toEqual([1, 1, 1]);
    setbacks.forget('c', { isAccepted: true });
    expect([setbacks.count('a'), setbacks.count('a'), setbacks.count('b')]).toEqual([2, 2, 2]);
  });

  it('take a message that was there before for no proof that the server takes others', () => {
    const setbacks = new MailSetbacks();
    setbacks.count('a');
    setbacks.forget('c', { isAccepted: false });
    expect(setbacks.count('a')).toBe(1);
  });

  it('begin anew with a message that was delivered', () => {
    const setbacks = new MailSetbacks();
    setbacks.count('a');
    setbacks.forget('a', { isAccepted: true });
    expect(setbacks.count('a')).toBe(1);
  });

  it('put those that failed last, whichever failed longest ago first', async () => {
    const setbacks = new MailSetbacks();
    for (const id of ['a', 'b', 'c', 'a']) setbacks.count(id);
    expect(await inOrder(setbacks, 'a', 'd', 'b', 'c', 'e')).toEqual(['d', 'e', 'b', 'c', 'a']);
  });
});
