import { AppError } from '@app/domain';
import { type MailSession } from '@app/mail-export';

export type MailSinkFault = 'wrong password' | 'nobody there' | 'certificate not trusted';

export interface MailSinkUnderTest {
  open(): MailSession;
  openWith(fault: MailSinkFault): MailSession;
  /** What the mailbox holds, in the order of arrival. */
  arrived(): Promise<Buffer[]>;
  /** The largest message the server takes, at least 4 MB. */
  limitBytes: number;
  /** Is a message that is there not taken a second time? */
  keepsOne: boolean;
}

const MIB = 1024 * 1024;
const date = new Date('2025-03-01T12:00:00.000Z');
let made = 0;

interface TestMessage {
  messageId: string;
  bytes: Buffer;
}

/** A message of a Message-ID of its own and of at least `size` bytes; some of its lines are what a protocol could take for its own. */
function aMessage(size = 0): TestMessage {
  const messageId = `<${process.pid}.${made++}@twitter.invalid>`;
  const lines = ['.', '..', '.\t', 'From here', 'QUIT', 'a001 LOGOUT', '{5}', 'Grüße 🙂', ''];
  const head = `Message-ID: ${messageId}\r\nSubject: Hello\r\n\r\n${lines.join('\r\n')}\r\n`;
  const line = `${'abcdefg.'.repeat(9)}\r\n`;
  const bytes = Buffer.from(head + line.repeat(Math.ceil(size / line.length)));
  return { messageId, bytes };
}

/** The bytes piece by piece; `then` is done after `before` of them. */
async function* inPieces(bytes: Buffer, before = Infinity, then: () => void = () => undefined) {
  const piece = 64 * 1024;
  for (let at = 0; at < bytes.length; at += piece) {
    await Promise.resolve();
    if (at >= before) then();
    yield bytes.subarray(at, at + piece);
  }
}

/** What every MailSink guarantees. */
export function describeMailSink(name: string, make: () => Promise<MailSinkUnderTest>): void {
  describe(`${name} is a MailSink`, () => {
    let mail: MailSinkUnderTest;
    let session: MailSession;
    beforeEach(async () => {
      mail = await make();
      session = mail.open();
    });
    afterEach(() => session.close());

    const deliver = (
      { messageId, bytes }: TestMessage,
      { content, signal }: { content?: AsyncIterable<Uint8Array>; signal?: AbortSignal } = {},
    ) => {
      const message = { messageId, bytes: bytes.length, date };
      return session.deliver(message, content ?? inPieces(bytes), { signal });
    };
    const expectArrived = async (...messages: TestMessage[]) => {
      const there = await mail.arrived();
      expect(there.map((bytes) => bytes.length)).toEqual(messages.map(({ bytes }) => bytes.length));
      expect(messages.every(({ bytes }, i) => there[i]?.equals(bytes))).toBe(true);
    };

    it.each([0, 100_000, 4 * MIB - 1000])(
      'delivers a message of %d bytes byte for byte',
      async (size) => {
        const message = aMessage(size);
        expect(await deliver(message)).toBe('accepted');
        await expectArrived(message);
      },
    );

    it('delivers many, in their order', async () => {
      const messages = Array.from({ length: 30 }, (_, i) => aMessage(i * 100));
      for (const message of messages) await deliver(message);
      await expectArrived(...messages);
    });

    it('goes on where an earlier session has ended', async () => {
      const [first, second] = [aMessage(), aMessage()];
      await deliver(first);
      await session.close();
      session = mail.open();
      await deliver(second);
      await expectArrived(first, second);
    });

    it('takes the same message again, or knows that it is there', async () => {
      const [message, other] = [aMessage(), aMessage()];
      await deliver(message);
      await session.close();
      session = mail.open();
      expect(await deliver(message)).toBe(mail.keepsOne ? 'known' : 'accepted');
      await deliver(other);
      await expectArrived(message, ...(mail.keepsOne ? [] : [message]), other);
    });

    it('refuses what is too large for the server, and goes on', async () => {
      const [large, next] = [aMessage(mail.limitBytes + MIB), aMessage()];
      await expect(deliver(large)).rejects.toMatchObject({ code: 'mail.message_too_large' });
      expect(await deliver(next)).toBe('accepted');
      await expectArrived(next);
    });

    it('delivers nothing of content that fails, tells why, and goes on', async () => {
      const [message, next] = [aMessage(2 * MIB), aMessage()];
      const cut = new AppError('archive.corrupt', 'The content cannot be had.');
      const content = inPieces(message.bytes, MIB, () => {
        throw cut;
      });
      await expect(deliver(message, { content })).rejects.toBe(cut);
      expect(cut.code).toBe('archive.corrupt');
      await deliver(next);
      await expectArrived(next);
    });

    it.each([0, MIB])('stops after %d bytes when it is told, with the reason', async (before) => {
      const [message, next] = [aMessage(2 * MIB), aMessage()];
      const [stopping, reason] = [new AbortController(), new Error('shutting down')];
      if (before === 0) stopping.abort(reason);
      const content = inPieces(message.bytes, before, () => stopping.abort(reason));
      const { signal } = stopping;
      await expect(deliver(message, { content, signal })).rejects.toBe(reason);
      await session.close();
      session = mail.open();
      await deliver(next);
      await expectArrived(next);
    });

    it.each([
      ['wrong password', 'mail.login_refused'],
      ['nobody there', 'mail.unavailable'],
      ['certificate not trusted', 'mail.insecure'],
    ] as const)('says of %s: %s', async (fault, code) => {
      await session.close();
      session = mail.openWith(fault);
      await expect(deliver(aMessage())).rejects.toMatchObject({ code });
      await expectArrived();
    });

    it('can be closed before anything was delivered, and twice', async () => {
      await session.close();
      await expect(session.close()).resolves.toBeUndefined();
    });
  });
}
