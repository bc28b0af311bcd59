import { AppError, type AppErrorCode, Secret } from '@app/domain';
import { FakeClock } from '@testing/domain';
import { describeSecretStore, FakeSecretStore } from '@testing/secrets';

import { CachedSecretStore } from './cached-secret-store';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NAME = 'x-app-key';

/** A store whose reads are counted, can be held back, and can be made to fail. */
class TroubledStore extends FakeSecretStore {
  reads = 0;
  failsWith?: AppErrorCode;
  held: Promise<void> = Promise.resolve();

  override async find(name: string): Promise<Secret | undefined> {
    this.reads += 1;
    const answer = super.find(name);
    await this.held;
    if (this.failsWith) throw new AppError(this.failsWith, 'The store is in trouble.');
    return answer;
  }
}

function open() {
  const clock = new FakeClock();
  const store = new TroubledStore(clock);
  const cached = new CachedSecretStore(store, clock, 300);
  const value = async () => (await cached.find(NAME))?.reveal();
  const rotate = (text: string) => store.set(NAME, new Secret(text));
  return { clock, store, cached, value, rotate };
}

const shared = new FakeSecretStore();
describeSecretStore('CachedSecretStore', () => new CachedSecretStore(shared, new FakeClock(), 300));

describe('CachedSecretStore', () => {
  it('asks once for as long as a value is young, and sees a new one when it is not', async () => {
    const { clock, store, value, rotate } = open();
    await rotate('old');
    expect(await value()).toBe('old');
    await rotate('new');
    clock.advance(5 * MINUTE_MS - 1);
    expect(await value()).toBe('old');
    expect(store.reads).toBe(1);
    clock.advance(1);
    expect(await value()).toBe('new');
    expect(store.reads).toBe(2);
  });

  it('asks again for who knows that a newer one was set', async () => {
    const { clock, store, cached, value, rotate } = open();
    await rotate('old');
    expect(await value()).toBe('old');
    const setAt = clock.now();
    await rotate('new');
    clock.advance(1);
    expect(await value()).toBe('old');
    const readAfter = setAt;
    expect((await cached.find(NAME, { readAfter }))?.reveal()).toBe('new');
    expect((await cached.find(NAME, { readAfter }))?.reveal()).toBe('new');
    expect(store.reads).toBe(2);
  });

  it('asks again for who knows of a newer one while an older question is under way', async () => {
    const { clock, store, cached, value, rotate } = open();
    await rotate('old');
    const { promise, resolve } = Promise.withResolvers<undefined>();
    store.held = promise;
    const reading = value();
    const readAfter = clock.now();
    await rotate('new');
    clock.advance(1);
    store.held = Promise.resolve();
    expect((await cached.find(NAME, { readAfter }))?.reveal()).toBe('new');
    resolve(undefined);
    expect(await reading).toBe('old');
    expect(await value()).toBe('new');
    expect(store.reads).toBe(2);
  });

  it('always asks when nothing is to be remembered', async () => {
    const { clock, store } = open();
    const cached = new CachedSecretStore(store, clock, 0);
    await cached.set(NAME, new Secret('mine'));
    await store.set(NAME, new Secret('theirs'));
    expect((await cached.find(NAME))?.reveal()).toBe('theirs');
  });

  it('asks once for all who want to know at the same time', async () => {
    const { store, value, rotate } = open();
    await rotate('one');
    expect(await Promise.all([value(), value(), value()])).toEqual(['one', 'one', 'one']);
    expect(store.reads).toBe(1);
  });

  it('looks for a missing secret again after ten seconds', async () => {
    const { clock, store, value, rotate } = open();
    expect(await value()).toBeUndefined();
    await rotate('there');
    expect(await value()).toBeUndefined();
    clock.advance(10_000);
    expect(await value()).toBe('there');
    expect(store.reads).toBe(2);
  });

  it('knows at once what is set or deleted through it, whatever a read under way brings', async () => {
    const { store, cached, value, rotate } = open();
    await rotate('old');
    const { promise, resolve } = Promise.withResolvers<undefined>();
    store.held = promise;
    const reading = value();
    await cached.set(NAME, new Secret('new'));
    resolve(undefined);
    await reading;
    expect(await value()).toBe('new');
    await cached.delete(NAME);
    expect(await value()).toBeUndefined();
  });

  it('leaves a store in trouble alone for ten seconds', async () => {
    const { clock, store, value, rotate } = open();
    await rotate('one');
    store.failsWith = 'secrets.unavailable';
    await expect(value()).rejects.toMatchObject({ code: 'secrets.unavailable' });
    store.failsWith = undefined;
    clock.advance(9_999);
    await expect(value()).rejects.toMatchObject({ code: 'secrets.unavailable' });
    expect(store.reads).toBe(1);
    clock.advance(1);
    expect(await value()).toBe('one');
  });

  it('does not leave it alone for an hour when its clock is set back by one', async () => {
    const { clock, store, value, rotate } = open();
    await rotate('one');
    store.failsWith = 'secrets.unavailable';
    await expect(value()).rejects.toMatchObject({ code: 'secrets.unavailable' });
    store.failsWith = undefined;
    clock.advance(-HOUR_MS);
    expect(await value()).toBe('one');
  });

  it('goes on with a known value until four hours after its age, asking now and then', async () => {
    const { clock, store, value, rotate } = open();
    await rotate('known');
    await value();
    store.failsWith = 'secrets.unavailable';
    clock.advance(4 * HOUR_MS + 5 * MINUTE_MS - 1);
    expect(await value()).toBe('known');
    expect(await value()).toBe('known');
    expect(store.reads).toBe(2);
    clock.advance(1);
    await expect(value()).rejects.toMatchObject({ code: 'secrets.unavailable' });
    store.failsWith = undefined;
    clock.advance(10_000);
    expect(await value()).toBe('known');
  });

  it('goes on with no value that is older than who asks knows of', async () => {
    const { clock, store, cached, value, rotate } = open();
    await rotate('old');
    await value();
    const readAfter = clock.now();
    store.failsWith = 'secrets.unavailable';
    clock.advance(5 * MINUTE_MS);
    const unavailable = { code: 'secrets.unavailable' };
    const [known, newer] = [value(), cached.find(NAME, { readAfter })];
    await expect(newer).rejects.toMatchObject(unavailable);
    expect(await known).toBe('old');
    await expect(cached.find(NAME, { readAfter })).rejects.toMatchObject(unavailable);
    expect(await value()).toBe('old');
    expect(store.reads).toBe(2);
    const before = new Date(readAfter.getTime() - 1);
    expect((await cached.find(NAME, { readAfter: before }))?.reveal()).toBe('old');
  });

  it('uses nothing any more of a store that refuses, also when it then does not answer', async () => {
    const { clock, store, value, rotate } = open();
    await rotate('known');
    await value();
    store.failsWith = 'secrets.forbidden';
    clock.advance(5 * MINUTE_MS);
    await expect(value()).rejects.toMatchObject({ code: 'secrets.forbidden' });
    store.failsWith = 'secrets.unavailable';
    clock.advance(10_000);
    await expect(value()).rejects.toMatchObject({ code: 'secrets.unavailable' });
  });

  it('does not let trouble with one secret stand in the way of another', async () => {
    const { store, cached, value, rotate } = open();
    await rotate('one');
    store.failsWith = 'secrets.forbidden';
    await expect(cached.find('other')).rejects.toMatchObject({ code: 'secrets.forbidden' });
    store.failsWith = undefined;
    expect(await value()).toBe('one');
  });
});
