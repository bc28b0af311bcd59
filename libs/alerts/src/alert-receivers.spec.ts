import { AppError } from '@app/domain';
import { alertWorlds, HOUR_MS } from '@testing/alerts';
import { simpleParser } from 'mailparser';

import { alertMessage } from './alert-message';

describe('who is to hear of alerts', () => {
  const { receiver, setUp } = alertWorlds();

  it('mails each state once, with one Message-ID, and what is meant in it', async () => {
    const { look, world, catchUp, mailbox, mailed } = await setUp();
    world.clock.advance(HOUR_MS + 1);
    await look();
    await look();
    await catchUp();
    await look();
    expect(mailed()).toEqual([
      'Twitter archive: raised capture-late (7)',
      'Twitter archive: resolved capture-late (7)',
    ]);
    const [head = '', body = ''] = mailbox.arrived[0]?.bytes.toString().split('\r\n\r\n') ?? [];
    expect(head).toContain('To: ada@contoso.example\r\n');
    expect(head).toContain(`Message-ID: ${mailbox.arrived[0]?.messageId ?? 'none'}\r\n`);
    const text = Buffer.from(body, 'base64').toString();
    expect(text).toMatch(/^@contoso was not read to its newest post since /);
    expect(text).toContain('What to do: Check that a worker runs');
    expect(new Set(mailbox.arrived.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it.each(['webhook', 'mail'])(
    'tells the others all while the %s fails, and it later',
    async (of) => {
      const { look, world, catchUp, mailbox, mailed } = await setUp();
      const all = ['capture-late raised', 'capture-late resolved'];
      const subjects = ['raised capture-late', 'resolved capture-late'];
      const mails = () => mailed().map((subject) => subject?.split(' ').slice(2, 4).join(' '));
      const failing = () => {
        receiver.status = of === 'webhook' ? 500 : 200;
        if (of === 'mail') mailbox.failures = [new AppError('mail.unavailable', 'No.')];
      };
      failing();
      world.clock.advance(HOUR_MS + 1);
      expect((await look()).failures).toHaveLength(1);
      failing();
      await catchUp();
      expect((await look()).failures).toHaveLength(1);
      const before = [receiver.said, mails()];
      expect(before).toEqual(of === 'mail' ? [all, []] : [[], subjects]);
      receiver.status = 200;
      expect(await look()).toEqual({ changed: [], unseen: [], failures: [] });
      await look();
      expect([receiver.said, mails()]).toEqual([all, subjects]);
    },
  );

  it('asks only those who are set, who alone can have heard of an end', async () => {
    const { look, world, catchUp, book, mailbox } = await setUp({ mailTo: undefined });
    world.clock.advance(HOUR_MS + 1);
    await look();
    receiver.status = 500;
    await catchUp();
    await look();
    world.clock.advance(HOUR_MS + 1);
    receiver.status = 200;
    await look();
    const [alert] = await book.list();
    expect(alert).toMatchObject({ state: 'raised', heard: ['webhook raised'], isTold: true });
    expect(receiver.said).toEqual(['capture-late raised']);
    expect(mailbox.arrived).toEqual([]);
  });

  it('raises anew for all what is found again after some have heard of the end', async () => {
    const { look, world, catchUp, mailbox, mailed, book } = await setUp();
    world.clock.advance(HOUR_MS + 1);
    await look();
    await catchUp();
    mailbox.failures = [new AppError('mail.unavailable', 'No.')];
    await look();
    world.clock.advance(HOUR_MS + 1);
    await look();
    expect(receiver.said).toEqual([
      ...['capture-late raised', 'capture-late resolved', 'capture-late raised'],
    ]);
    expect(mailed()).toHaveLength(2);
    expect(await book.list()).toMatchObject([{ state: 'raised', isTold: true }]);
  });
});

describe('an alert as an e-mail', () => {
  const at = new Date('2026-01-02T03:04:05Z');
  const message = () =>
    alertMessage(
      {
        ...{ code: 'task-failed', subject: 'job\r\nBcc: eve@example\r\n\r\nä', since: at },
        ...{ text: 'Hello.\r\n.\r\nQUIT', action: 'Do.', state: 'raised', raisedAt: at },
        isTold: false,
      },
      { from: 'a@contoso.example', to: 'b@contoso.example' },
    );

  it('has no line but its own, whatever a job is called', async () => {
    const { bytes } = await message();
    const [head = '', body = ''] = bytes.toString('latin1').split('\r\n\r\n');
    const lines = head.split('\r\n').filter((line) => !line.startsWith(' '));
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      ...['Auto-Submitted', 'From', 'To', 'Subject', 'Message-ID', 'Date'],
      ...['Content-Transfer-Encoding', 'MIME-Version', 'Content-Type'],
    ]);
    expect(body).toMatch(/^[A-Za-z0-9+/=\r\n]+$/);
  });

  it('is read as it was meant', async () => {
    const { bytes, messageId, date } = await message();
    const read = await simpleParser(bytes);
    expect(read).toMatchObject({ messageId, date, attachments: [] });
    expect(date).toEqual(at);
    expect(read.subject).toMatch(
      /^Twitter archive: raised task-failed \(job Bcc: eve@example +ä\)$/,
    );
    expect(read.text).toContain('Hello.\n.\nQUIT\n\nWhat to do: Do.\n\nCode: task-failed\n');
    expect((await message()).bytes).toEqual(bytes);
  });
});
