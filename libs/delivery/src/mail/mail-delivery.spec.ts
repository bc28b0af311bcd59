import { AppError, type AppErrorCode, timeOfId } from '@app/domain';
import { secretNames } from '@app/secrets';
import { MailWorld } from '@testing/delivery';
import { simpleParser } from 'mailparser';

const day = (n: number, month = 2) => new Date(Date.UTC(2025, month, n, 12));
const march = { first: day(1), last: new Date(Date.UTC(2025, 3) - 1) };
const HOUR_MS = 3600_000;

/** What was made when, by the ids in the mailbox. */
const timesOf = (world: MailWorld) =>
  world.arrived().map((id) =>
    timeOfId(id.split('.')[0] ?? '')
      ?.toISOString()
      .slice(0, 10),
  );

describe('MailDelivery', () => {
  let world: MailWorld;
  beforeEach(async () => {
    world = await MailWorld.open();
  });
  const refuse = (code: AppErrorCode, ...ids: string[]) => {
    for (const id of ids)
      world.mailbox.refused.set(`<${id}@twitter.invalid>`, new AppError(code, 'No.'));
  };
  const archiveDays = async (...days: number[]) => {
    for (const n of days) await world.archive(day(n), `post of day ${n}`);
  };

  it('delivers what capture has settled, the oldest first, dated by the posts', async () => {
    await archiveDays(3, 1, 2);
    await world.archive(day(4, 0), 'long ago');
    await world.cover(march.last);
    expect(await world.run()).toEqual({ delivered: 4, known: 0, parked: [], isMore: false });
    expect(timesOf(world)).toEqual(['2025-01-04', '2025-03-01', '2025-03-02', '2025-03-03']);
    const [first] = world.mailbox.arrived;
    expect(first?.date).toEqual(day(4, 0));
    const read = await simpleParser(first?.bytes ?? '');
    expect([read.messageId, read.text?.includes('long ago')]).toEqual([first?.messageId, true]);
  });

  it('delivers nothing twice, and does not even log in when there is nothing', async () => {
    await archiveDays(1);
    await world.cover(march.last);
    await world.run();
    expect(await world.run()).toMatchObject({ delivered: 0 });
    world.startProcess();
    expect(await world.run()).toMatchObject({ delivered: 0 });
    expect(world.mailbox.logins).toBe(1);
  });

  it('waits for capture to settle where a post is', async () => {
    await archiveDays(1, 2, 3);
    await world.cover(day(3), day(2));
    await world.run();
    expect(timesOf(world)).toEqual(['2025-03-02', '2025-03-03']);
    await world.cover(day(2));
    await world.run();
    expect(timesOf(world)).toEqual(['2025-03-02', '2025-03-03', '2025-03-01']);
  });

  it('delivers at once what capture settles of long ago', async () => {
    await world.cover(march.last, day(1));
    await world.run();
    await world.archive(day(1, 0), 'found later');
    await world.cover(march.last);
    expect(await world.run()).toMatchObject({ delivered: 1 });
  });

  it('delivers a version that comes later, of the last months at once', async () => {
    await archiveDays(1);
    await world.cover(march.last);
    await world.run();
    await world.archive(day(1), 'changed');
    expect(await world.run()).toMatchObject({ delivered: 1 });
    const [first, second] = world.arrived();
    expect(second).not.toBe(first);
    expect(second?.split('.')[0]).toBe(first?.split('.')[0]);
  });

  it('delivers a version that comes later, of older months within a quarter of an hour', async () => {
    await world.archive(day(1, -12), 'old');
    await world.cover(march.last);
    await world.run();
    await world.archive(day(1, -12), 'old, changed');
    expect(await world.run()).toMatchObject({ delivered: 0 });
    world.clock.advance(HOUR_MS / 4);
    expect(await world.run()).toMatchObject({ delivered: 1 });
  });

  it('puts aside what cannot be a message or is refused, and delivers the others', async () => {
    await archiveDays(1, 3, 5);
    await world.archive(day(2), 'unreadable', { text: 2 });
    await world.cover(march.last);
    const refused = world.archived()[1] ?? '';
    const no = new AppError('mail.message_refused', 'No.');
    world.mailbox.refused.set(`<${refused}@twitter.invalid>`, no);
    const run = await world.run();
    expect(run).toMatchObject({
      delivered: 2,
      parked: [{ code: 'conversion.unreadable_post' }, { code: 'mail.message_refused' }],
    });
    expect(await world.run()).toMatchObject({ delivered: 0, parked: [] });
    expect(await Array.fromAsync(world.ledger.list('7', '202503'))).toContainEqual({
      ...{ id: `${refused}.post`, state: 'parked', at: world.clock.now(), reason: 'No.' },
    });
  });

  it('tries what it has put aside again a day later', async () => {
    await archiveDays(1);
    await world.cover(march.last);
    const [id = ''] = world.archived();
    world.mailbox.refused.set(
      `<${id}@twitter.invalid>`,
      new AppError('mail.message_refused', 'No.'),
    );
    await world.run();
    world.mailbox.refused.clear();
    world.clock.advance(23 * HOUR_MS);
    expect(await world.run()).toMatchObject({ delivered: 0 });
    world.clock.advance(HOUR_MS);
    expect(await world.run()).toMatchObject({ delivered: 1 });
  });

  it('takes ten refusals in a row for a fault of the server, and puts none of them aside', async () => {
    await archiveDays(...Array.from({ length: 12 }, (_, i) => i + 1));
    await world.cover(march.last);
    const no = new AppError('mail.message_refused', 'No.');
    world.mailbox.failures = Array.from({ length: 10 }, () => no);
    const postId = world.archived()[9]?.split('.')[0];
    await expect(world.run()).rejects.toMatchObject({
      ...{ code: 'mail.refused', fault: 'setup', cause: no },
      details: { postId, code: 'mail.message_refused' },
    });
    expect(await world.ledger.months('7')).toEqual([]);
    expect(await world.run()).toMatchObject({ delivered: 12, parked: [] });
  });

  it.each(['mail.message_too_large', 'mail.message_refused'] as const)(
    'gets past ten messages in a row that are not taken (%s), and puts them aside',
    async (code) => {
      await archiveDays(...Array.from({ length: 11 }, (_, i) => i + 1));
      await world.cover(march.last);
      refuse(code, ...world.archived().slice(0, 10));
      await expect(world.run()).rejects.toMatchObject({ code: 'mail.refused' });
      const run = await world.run();
      expect([run.delivered, run.parked.length]).toEqual([1, 10]);
      expect(await world.run()).toMatchObject({ delivered: 0, parked: [] });
    },
  );

  it('looks at an older month each time until all of it is taken', async () => {
    await world.archive(day(1, -12), 'old');
    await world.cover(march.last);
    const [old = ''] = world.archived();
    refuse('mail.unavailable', old);
    for (let look = 0; look < 4; look++) {
      await expect(world.run()).rejects.toMatchObject({ code: 'mail.unavailable' });
    }
    world.mailbox.refused.clear();
    expect(await world.run()).toMatchObject({ delivered: 1 });
  });

  it('gets past a message that fails for now each time, and puts it aside after five times', async () => {
    await archiveDays(1, 2, 3);
    await world.cover(march.last);
    const [bad = '', ...good] = world.archived();
    refuse('mail.unavailable', bad);
    await expect(world.run()).rejects.toMatchObject({ code: 'mail.unavailable' });
    for (const n of [4, 5, 6]) {
      await expect(world.run()).rejects.toMatchObject({ code: 'mail.unavailable' });
      expect(world.arrived()).toEqual(good);
      await archiveDays(n);
      good.push(world.archived().at(-1) ?? '');
    }
    expect(await world.run()).toMatchObject({
      ...{ delivered: 1, parked: [{ postId: bad.split('.')[0], code: 'mail.unavailable' }] },
    });
    expect(await world.run()).toMatchObject({ delivered: 0, parked: [] });
    world.mailbox.refused.clear();
    world.clock.advance(24 * HOUR_MS);
    await world.run();
    expect(world.arrived()).toEqual([...good, bad]);
  });

  it('tries first what failed longest ago', async () => {
    await archiveDays(1, 2);
    await world.cover(march.last);
    const [bad = '', good] = world.archived();
    refuse('mail.unavailable', bad);
    await world.run().catch(() => undefined);
    world.mailbox.failures = [new AppError('mail.unavailable', 'Not now.')];
    for (let times = 0; times < 3; times++) await world.run().catch(() => undefined);
    expect(world.arrived()).toEqual([good]);
  });

  it.each(['mail.unavailable', 'mail.message_refused', 'mail.message_too_large'] as const)(
    'puts nothing aside while the server takes nothing (%s)',
    async (code) => {
      await archiveDays(...Array.from({ length: 25 }, (_, i) => i + 1));
      await world.cover(march.last);
      refuse(code, ...world.archived());
      for (let times = 0; times < 30; times++) await expect(world.run()).rejects.toThrow(AppError);
      expect(await world.ledger.months('7')).toEqual([]);
      world.mailbox.refused.clear();
      expect(await world.run()).toMatchObject({ delivered: 25, parked: [] });
    },
  );

  it('delivers what is new, however much of what it has put aside is refused again', async () => {
    await archiveDays(...Array.from({ length: 20 }, (_, i) => i + 1));
    await world.cover(march.last);
    const no = new AppError('mail.message_too_large', 'No.');
    const everyOther = world.archived().filter((_, i) => i % 2 === 0);
    for (const id of everyOther) world.mailbox.refused.set(`<${id}@twitter.invalid>`, no);
    expect((await world.run()).parked).toHaveLength(10);
    await archiveDays(21);
    world.clock.advance(24 * HOUR_MS);
    const again = await world.run();
    expect([again.delivered, again.parked.length]).toEqual([1, 10]);
    expect(await world.run()).toMatchObject({ delivered: 0, parked: [] });
  });

  it('takes ten messages in a row that cannot be made for a fault of the reader', async () => {
    for (let n = 1; n <= 10; n++) await world.archive(day(n), 'unreadable', { text: n });
    await world.cover(march.last);
    await expect(world.run()).rejects.toMatchObject({
      ...{ code: 'conversion.unreadable_post' },
      details: { code: 'conversion.unreadable_post' },
    });
    expect(await world.ledger.months('7')).toEqual([]);
  });

  it('puts aside what is too large for the server', async () => {
    world = await MailWorld.open({ limitBytes: 100 });
    await archiveDays(1);
    await world.cover(march.last);
    expect(await world.run()).toMatchObject({
      ...{ delivered: 0, parked: [{ code: 'mail.message_too_large' }] },
    });
  });

  it('counts what the mailbox has already', async () => {
    world = await MailWorld.open({ keepsOne: true });
    await archiveDays(1, 2);
    await world.cover(march.last);
    world.crash.dieAtWrite(2, 'before');
    await world.runAnyhow();
    expect(world.arrived()).toHaveLength(1);
    expect(await world.run()).toMatchObject({ delivered: 2, known: 1 });
    expect(world.arrived()).toHaveLength(2);
  });

  it.each(['mail.unavailable', 'mail.login_refused', 'mail.refused'] as const)(
    'stops at %s, and goes on from there',
    async (code) => {
      await archiveDays(1, 2, 3);
      await world.cover(march.last);
      await world.archive(day(1), 'changed');
      world.mailbox.failures = [new AppError(code, 'Not now.')];
      await expect(world.run()).rejects.toMatchObject({ code });
      expect(world.arrived()).toEqual([]);
      expect(await world.run()).toMatchObject({ delivered: 4 });
    },
  );

  it('says that the password is missing, or wrong', async () => {
    await archiveDays(1);
    await world.cover(march.last);
    await world.secrets.delete(secretNames.mailPassword);
    await expect(world.run()).rejects.toMatchObject({
      ...{ code: 'secrets.missing', details: { name: 'mail-password' } },
    });
  });

  it('stops when it is told', async () => {
    await archiveDays(1);
    await world.cover(march.last);
    const reason = new Error('shutting down');
    await expect(world.run(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(world.arrived()).toEqual([]);
  });

  it('counts what is put aside as part of a turn', async () => {
    await archiveDays(1, 3);
    await world.archive(day(2), 'unreadable', { text: 2 });
    await world.cover(march.last);
    const { signal } = new AbortController();
    expect(await world.run(signal, { atMost: 2 })).toMatchObject({
      ...{ delivered: 1, isMore: true, parked: [{ code: 'conversion.unreadable_post' }] },
    });
    expect(await world.run(signal, { atMost: 2 })).toMatchObject({ delivered: 1, isMore: false });
  });

  it('lets others have their turn', async () => {
    await archiveDays(1, 2, 3);
    await world.cover(march.last);
    const { signal } = new AbortController();
    const run = () => world.run(signal, { atMost: 2 });
    expect(await run()).toMatchObject({ delivered: 2, isMore: true });
    expect(await run()).toMatchObject({ delivered: 1, isMore: false });
  });
});
