import { AppError, type AuditEvent, auditActions } from '@app/domain';
import { z } from 'zod';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, {
  admin: [
    ['get', 'audit'],
    ['get', 'audit.csv'],
  ],
});

const schema = z.object({
  events: z.array(z.looseObject({ subject: z.string().optional() })),
  continuation: z.string().optional(),
  actions: z.array(z.string()),
});

describe('the audit log', () => {
  let connector: ConnectorApp;
  let page: AdminPage;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    page = await AdminPage.open(connector);
  });
  afterEach(() => connector.stop());

  const at = new Date('2026-01-15T12:00:00.123Z');
  const event = (subject: string, differs: Partial<AuditEvent> = {}): AuditEvent => ({
    at,
    actor: { kind: 'admin', id: 'ada-id', name: 'ada@contoso', ip: '192.0.2.1' },
    action: 'account.paused',
    subject,
    result: 'done',
    details: {},
    ...differs,
  });
  const append = async (...events: AuditEvent[]) => {
    for (const each of events) await connector.audit.append(each);
  };
  const list = async (query: Record<string, string> = {}) => {
    const { status, body } = await page.get('audit', query);
    expect(status).toBe(200);
    return schema.parse(body);
  };
  const subjects = async (query: Record<string, string>) =>
    (await list(query)).events.map(({ subject }) => subject);
  const later = (days: number) => new Date(at.getTime() + days * 24 * 3600_000);

  it('shows each event with all that is known of it', async () => {
    const actor = { kind: 'bootstrap', ip: '192.0.2.1' } as const;
    const details = { reason: 'wrong-key', attempt: 2, isLast: true };
    await append(event('7'), {
      at: later(1),
      actor,
      action: 'signed-in',
      result: 'refused',
      details,
    });
    expect(await list()).toEqual({
      events: [
        { at: later(1).toISOString(), actor, action: 'signed-in', result: 'refused', details },
        { ...event('7'), at: at.toISOString() },
      ],
      actions: [...auditActions],
    });
  });

  it('goes on page by page', async () => {
    await append(...['3', '2', '1'].map((subject, i) => event(subject, { at: later(i) })));
    const first = await list({ limit: '2' });
    expect(first.events.map(({ subject }) => subject)).toEqual(['1', '2']);
    const rest = await list({ limit: '2', continuation: first.continuation ?? '' });
    expect(rest.events.map(({ subject }) => subject)).toEqual(['3']);
    expect(rest.continuation).toBeUndefined();
  });

  it('gives what is asked for: of a time, an action, an actor', async () => {
    const actor = { kind: 'worker' } as const;
    await append(
      event('before', { at: later(-1) }),
      event('by another', { actor }),
      event('resumed', { action: 'account.resumed' }),
      event('after', { at: later(1) }),
    );
    const day = { from: '2026-01-15', to: '2026-01-15' };
    expect(await subjects(day)).toEqual(['by another', 'resumed']);
    expect(await subjects({ from: at.toISOString() })).toEqual(['after', 'by another', 'resumed']);
    expect(await subjects({ to: '2026-01-15T12:00:00.122Z' })).toEqual(['before']);
    expect(await subjects({ action: 'account.resumed' })).toEqual(['resumed']);
    expect(await subjects({ actor: 'worker' })).toEqual(['by another']);
    expect(await subjects({ ...day, actor: 'ada-id' })).toEqual(['resumed']);
  });

  const wrong = [
    ['from', 'yesterday'],
    ['to', '2026-13-01'],
    ['action', 'canary'],
    ['actor', 'a'.repeat(257)],
  ] as const;
  it.each([
    ...wrong.map(([field, value]) => ['audit', field, value] as const),
    ...wrong.map(([field, value]) => ['audit.csv', field, value] as const),
    ['audit', 'limit', '0'] as const,
    ['audit', 'limit', '201'] as const,
    ['audit', 'limit', 'all'] as const,
  ])('GET %s refuses a wrong %s: %s', async (path, field, value) => {
    const { status, body } = await page.get(path, { [field]: value });
    expect(status).toBe(400);
    expect(body).toMatchObject({ fields: [{ field }] });
    expect(connector.audit.events).toEqual([]);
  });

  it('refuses a continuation that is not its own', async () => {
    const { status, body } = await page.get('audit', { continuation: 'canary' });
    expect([status, body]).toMatchObject([400, { code: 'audit.bad_continuation' }]);
  });

  describe('as a file', () => {
    it('is CSV with a header, and leaves an event', async () => {
      await append(event('7', { details: { note: 'a "quoted", text' } }));
      const { status, text, headers } = await page.get('audit.csv', { to: '2026-01-31' });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename=audit.csv',
        'cache-control': 'no-store',
      });
      const [header, row] = text.split('\r\n');
      expect(header).toBe(
        '\ufeffat,actorKind,actorId,actorName,actorIp,action,subject,result,details',
      );
      expect(row).toBe(
        '2026-01-15T12:00:00.123Z,admin,ada-id,ada@contoso,192.0.2.1,account.paused,7,done,"{""note"":""a \\""quoted\\"", text""}"',
      );
      expect(text.endsWith('\r\n')).toBe(true);
      expect(connector.audit.events.at(-1)).toMatchObject({
        action: 'audit.exported',
        actor: { id: 'ada-id' },
        result: 'done',
        details: { to: '2026-01-31T23:59:59.999Z' },
      });
    });

    it('has every event of many pages once', async () => {
      const ids = Array.from({ length: 1201 }, (_, i) => String(i));
      await append(...ids.map((id) => event(id)));
      const { text } = await page.get('audit.csv', { action: 'account.paused' });
      const found = text
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[6]);
      expect(found).toEqual(ids);
    });

    it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
      'runs nothing in a spreadsheet: %j',
      async (name) => {
        await append(event('7', { actor: { kind: 'admin', name } }));
        const { text } = await page.get('audit.csv');
        expect(text).toContain(`,'${name},`);
        expect(text).not.toContain(`,${name},`);
      },
    );

    it('has only its header when there is nothing', async () => {
      const { text } = await page.get('audit.csv', { action: 'signed-in' });
      expect(text.split('\r\n')).toHaveLength(2);
    });

    it('is a problem while the log cannot be read', async () => {
      const away = new AppError('audit.unavailable', 'Storage is away.');
      connector.audit.list = () => Promise.reject(away);
      const { status, body, headers } = await page.get('audit.csv');
      expect([status, body]).toMatchObject([503, { code: 'audit.unavailable' }]);
      expect(headers).toMatchObject({
        'content-type': expect.stringContaining('application/problem+json') as string,
      });
      expect(headers).not.toHaveProperty('content-disposition');
    });

    it('is cut off, never taken for whole, when the log goes away half-way', async () => {
      await append(...Array.from({ length: 3001 }, (_, i) => event(String(i))));
      const whole = connector.audit.list.bind(connector.audit);
      connector.audit.list = (query) =>
        query.continuation !== '3000'
          ? whole(query)
          : Promise.reject(new AppError('audit.unavailable', 'Storage is away.'));
      await expect(page.get('audit.csv')).rejects.toThrow(/aborted|hang up|terminated|reset/i);
    });
  });
});
