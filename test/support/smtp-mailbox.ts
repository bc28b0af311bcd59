import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export const SMTP_USER = 'connector';
export const SMTP_PASSWORD = 'smtp-password';

export interface SmtpMailbox {
  port: number;
  /** What has arrived, in order: the bytes, and whom the envelope named. */
  readonly arrived: { bytes: Buffer; from: string; to: string[] }[];
  /** Connections there were. */
  readonly connections: number;
  /** What it answers a message with, once it has read all of it; by default it keeps the message. */
  answer: (bytes: Buffer) => Error | undefined;
  /** Ends every connection without a word, and waits until that is done. */
  breakOff(): Promise<void>;
  close(): Promise<void>;
}

/** A refusal in the server's words. */
export function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** A real SMTP server that keeps what it gets, with a login. */
export async function startSmtpMailbox(options: SMTPServerOptions): Promise<SmtpMailbox> {
  const mailbox = { arrived: [] as SmtpMailbox['arrived'], connections: 0 };
  const server = new SMTPServer({
    rejectOversized: true,
    onAuth: ({ username, password }, _, done) => {
      const isRight = username === SMTP_USER && password === SMTP_PASSWORD;
      done(isRight ? null : refusal(535, '5.7.8 Wrong'), { user: username });
    },
    onConnect: (_, done) => {
      mailbox.connections += 1;
      done();
    },
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      buffer(stream).then(
        (bytes) => {
          const refused = started.answer(bytes);
          const from = mailFrom ? mailFrom.address : '';
          const to = rcptTo.map(({ address }) => address);
          if (!refused && !stream.sizeExceeded) mailbox.arrived.push({ bytes, from, to });
          done(refused);
        },
        () => undefined,
      );
    },
    ...options,
  });
  // A client that goes away in the middle is one of the tests.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const started: SmtpMailbox = Object.assign(mailbox, {
    port,
    answer: () => undefined,
    breakOff: async () => {
      const sockets = [...server.connections].map((connection) => connection._socket);
      sockets.forEach((socket) => socket.destroy());
      while (server.connections.size > 0) await nextTurn();
    },
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  });
  return started;
}
