import { firstIdAt } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

const DAY_MS = 24 * 3600_000;

describe('QuoteReading', () => {
  const rename = ({ source }: CaptureWorld, username: string) =>
    (source.user = { ...source.user, username });
  const quote = (world: CaptureWorld) => {
    world.clock.advance(1000);
    const id = firstIdAt(world.clock.now());
    world.source.arrive('quotes', id);
    world.clock.advance(1000);
    return id;
  };
  const searched = ({ source }: CaptureWorld) => source.requests.at(-1)?.usernames;

  it('finds quotes by the name the account had when they were made', async () => {
    const world = new CaptureWorld();
    await world.run({ stream: 'quotes', username: 'contoso' });
    const before = quote(world);
    rename(world, 'fabrikam');
    const after = quote(world);
    await world.run({ stream: 'quotes', username: 'contoso', evenIfParked: true });
    expect(world.archived()).toEqual([before, after]);
    expect(searched(world)).toEqual(['fabrikam', 'contoso']);
  });

  it('finds them by the name the account was connected by, if it has another at the first reading', async () => {
    const world = new CaptureWorld();
    const before = quote(world);
    rename(world, 'Fabrikam');
    await world.run({ stream: 'quotes', username: 'contoso' });
    expect(world.archived()).toEqual([before]);
  });

  it('reads again what a build before it has read by the name at login alone', async () => {
    const world = new CaptureWorld();
    await world.run({ stream: 'quotes', username: 'contoso' });
    world.clock.advance(20 * DAY_MS);
    rename(world, 'fabrikam');
    const missed = quote(world);
    const { state, revision } = await world.states.load('7', 'quotes');
    const to = firstIdAt(world.clock.now());
    const coverage = [{ from: '1', to, state: 'complete', posts: 0 } as const];
    await world.states.save('7', { ...state, coverage, names: undefined }, revision, 'quotes');
    world.clock.advance(DAY_MS);
    await world.run({ stream: 'quotes', username: 'contoso' });
    expect(world.archived()).toEqual([missed]);
    const after = (await world.states.load('7', 'quotes')).state.coverage;
    expect(after.map(({ state: is }) => is)).toEqual(['complete', 'unreachable', 'complete']);
  });

  it('claims nothing that was made after it asked for the name', async () => {
    const world = new CaptureWorld();
    let after = '';
    world.source.onRequest = () => {
      if (after !== '') return;
      rename(world, 'fabrikam');
      after = quote(world);
    };
    await world.run({ stream: 'quotes' });
    const complete = (await world.states.load('7', 'quotes')).state.coverage.at(-1);
    expect(BigInt(complete?.to ?? '') < BigInt(after)).toBe(true);
    expect(world.archived()).toEqual([]);
    await world.run({ stream: 'quotes', evenIfParked: true });
    expect(world.archived()).toEqual([after]);
  });

  it('searches by a name that was given up as long as X shows what was made then', async () => {
    const world = new CaptureWorld();
    await world.run({ stream: 'quotes' });
    world.clock.advance(100 * DAY_MS);
    rename(world, 'fabrikam');
    for (const days of [0, 7, 1]) {
      world.clock.advance(days * DAY_MS);
      await world.run({ stream: 'quotes', evenIfParked: true });
      expect(searched(world)).toEqual(days === 1 ? ['fabrikam'] : ['fabrikam', 'contoso']);
    }
    rename(world, 'FABRIKAM');
    world.clock.advance(DAY_MS);
    await world.run({ stream: 'quotes' });
    expect(searched(world)).toEqual(['fabrikam']);
  });

  it('counts what it costs to ask for the name, and asks for none once the reads are used up', async () => {
    const world = new CaptureWorld();
    quote(world);
    await world.run({ stream: 'quotes' });
    const { state } = await world.states.load('7', 'quotes');
    expect(state.postsRead).toBe(2);
    world.startWith(2);
    world.clock.advance(DAY_MS);
    const outcome = await world.run({ stream: 'quotes' });
    expect(outcome).toMatchObject({
      kind: 'parked',
      parking: { reason: 'capture.read_budget_spent' },
    });
  });
});
