import { MutationObserver, QueryClient, QueryObserver } from '@tanstack/react-query';

import { actionOptions } from './queries';

const client = new QueryClient();
afterEach(() => client.clear());
const pressed = (act: () => Promise<string>, queue?: string) =>
  new MutationObserver(client, actionOptions(client, act, queue));
const never = new Promise<never>(() => undefined);

it('an action has ended when it is done, however long reading anew takes', async () => {
  let reads = 0;
  const read = () => (reads++ === 0 ? 'at first' : never);
  const shown = new QueryObserver(client, { queryKey: ['home'], queryFn: read });
  const leave = shown.subscribe(() => undefined);
  await shown.refetch();
  await expect(pressed(() => Promise.resolve('done')).mutate(undefined)).resolves.toBe('done');
  expect(reads).toBe(2);
  leave();
});

it('actions of one queue are done one after the other, and none is dropped', async () => {
  const done: string[] = [];
  let finish: (what: string) => void = () => undefined;
  const first = pressed(() => new Promise<string>((resolve) => (finish = resolve)), 'account');
  const second = pressed(() => Promise.resolve('second'), 'account');
  const both = [first, second].map(async (each) => done.push(await each.mutate(undefined)));
  await new Promise(setImmediate);
  expect(done).toEqual([]);
  finish('first');
  await Promise.all(both);
  expect(done).toEqual(['first', 'second']);
});
