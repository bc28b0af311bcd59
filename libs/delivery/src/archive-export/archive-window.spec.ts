import { firstIdAt, lastIdAt } from '@app/domain';
import { day, exportOf, ExportWorld, postAt } from '@testing/delivery';

afterAll(() => ExportWorld.removeFolders());

describe('what an export says of its window', () => {
  it('is what X would not show, and what nobody has read yet', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-10T00:00:00Z', 'unreachable');
    await world.archive.cover('2025-03-20T00:00:00Z', 'complete', '2025-03-12T00:00:00Z');
    const to = '2025-03-31T00:00:00.000Z';
    const { coverage } = await world.export({ to });
    const at = (time: string) => firstIdAt(new Date(time));
    expect(coverage).toEqual({
      isComplete: false,
      unreachable: [{ from: '1', to: lastIdAt(new Date('2025-03-10T00:00:00Z')) }],
      complete: [
        { from: at('2025-03-12T00:00:00Z'), to: lastIdAt(new Date('2025-03-20T00:00:00Z')) },
      ],
      unread: [
        {
          from: at('2025-03-10T00:00:00.001Z'),
          to: lastIdAt(new Date('2025-03-11T23:59:59.999Z')),
        },
        {
          from: at('2025-03-20T00:00:00.001Z'),
          to: lastIdAt(new Date('2025-03-31T00:00:00.999Z')),
        },
      ],
    });
  });

  it('ends where X has been read to, when no end is named', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-20T00:00:00Z');
    expect((await world.export()).coverage).toMatchObject({ isComplete: true, unread: [] });
  });

  it('is that of every stream that is switched on', async () => {
    const world = await exportOf(postAt(1));
    await world.archive.choices.set('7', ['likes'], day(1));
    const { coverage } = await world.export({ to: '2025-03-31T00:00:00.000Z' });
    expect(coverage).toMatchObject({ isComplete: false, unread: [] });
    expect(coverage.streams).toMatchObject({ likes: { complete: [], unread: [{ from: '1' }] } });
  });

  it('is that nothing is known of an account never captured', async () => {
    const world = await ExportWorld.open();
    expect((await world.export()).coverage).toMatchObject({ isComplete: false });
  });
});
