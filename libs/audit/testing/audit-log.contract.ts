import { type AuditLog, type AuditQuery } from '@app/audit';
import { type AuditEvent } from '@app/domain';

/** A settings change by Ada, valid by default. */
export function anAuditEvent(overrides: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: new Date('2026-03-01T12:00:00.000Z'),
    actor: { kind: 'admin', id: 'ada-id', name: "ada@contoso.example's", ip: '192.0.2.1' },
    action: 'settings.changed',
    subject: 'x-app-key',
    result: 'done',
    details: { count: 2, first: true, note: 'ä "quoted"' },
    ...overrides,
  };
}

/** What every AuditLog guarantees. `make` gives an empty one. */
export function describeAuditLog(name: string, make: () => AuditLog | Promise<AuditLog>): void {
  describe(`${name} is an AuditLog`, () => {
    let log: AuditLog;
    beforeEach(async () => {
      log = await make();
    });
    const times = [
      '2025-12-31T23:59:59.999Z',
      '2026-01-01T00:00:00.000Z',
      '2026-01-31T10:00:00.000Z',
      '2026-01-31T10:00:00.001Z',
      '2026-02-01T00:00:00.000Z',
    ];
    const appendAll = async () => {
      for (const at of times) await log.append(anAuditEvent({ at: new Date(at) }));
    };
    const timesOf = async (query: Partial<AuditQuery> = {}) => {
      const { events } = await log.list({ limit: 100, ...query });
      return events.map(({ at }) => at.toISOString());
    };

    it('gives back an event as it was', async () => {
      const full = anAuditEvent();
      const sparse: AuditEvent = {
        at: new Date('2026-02-28T12:00:00.000Z'),
        actor: { kind: 'worker' },
        action: 'signed-in',
        result: 'refused',
        details: {},
      };
      await log.append(sparse);
      await log.append(full);
      await expect(log.list({ limit: 10 })).resolves.toEqual({ events: [full, sparse] });
    });

    it('keeps two equal events', async () => {
      await log.append(anAuditEvent());
      await log.append(anAuditEvent());
      expect(await timesOf()).toHaveLength(2);
    });

    it('lists the newest first, over months and years', async () => {
      await appendAll();
      expect(await timesOf()).toEqual(times.toReversed());
    });

    it('takes both ends of a span of time', async () => {
      await appendAll();
      const [from, to] = [new Date(times[1] ?? ''), new Date(times[2] ?? '')];
      expect(await timesOf({ from, to })).toEqual([times[2], times[1]]);
      expect(await timesOf({ from })).toEqual(times.slice(1).toReversed());
      expect(await timesOf({ to })).toEqual(times.slice(0, 3).toReversed());
    });

    it('finds by action, and by who: id, name or kind', async () => {
      await log.append(anAuditEvent());
      await log.append(anAuditEvent({ action: 'signed-in', actor: { kind: 'setup-key' } }));
      const actions = async (query: Partial<AuditQuery>) =>
        (await log.list({ limit: 9, ...query })).events.map(({ action }) => action);
      expect(await actions({ action: 'signed-in' })).toEqual(['signed-in']);
      expect(await actions({ actor: 'setup-key' })).toEqual(['signed-in']);
      expect(await actions({ actor: 'ada-id' })).toEqual(['settings.changed']);
      expect(await actions({ actor: "ada@contoso.example's" })).toEqual(['settings.changed']);
      expect(await actions({ actor: 'ada' })).toEqual([]);
    });

    it('pages through all, none twice, each page full but the last', async () => {
      await appendAll();
      const first = await log.list({ limit: 2 });
      const second = await log.list({ limit: 2, continuation: first.continuation });
      const third = await log.list({ limit: 2, continuation: second.continuation });
      const pages = [first, second, third].map(({ events }) =>
        events.map(({ at }) => at.toISOString()),
      );
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
      expect(pages.flat()).toEqual(times.toReversed());
      expect(third.continuation).toBeUndefined();
    });

    it('refuses to go on from a made-up place', async () => {
      await appendAll();
      await expect(log.list({ limit: 2, continuation: 'made up' })).rejects.toMatchObject({
        code: 'audit.bad_continuation',
      });
    });
  });
}
