import { toMessage, writeMessage } from '@app/message-conversion';
import { aGoldenCase } from '@testing/message-conversion';

/** The bytes of a golden case's message. */
export async function goldenMail(name: string): Promise<Buffer> {
  const { content, context, open } = aGoldenCase(name);
  return Buffer.concat(await Array.fromAsync(writeMessage(toMessage(content, context), open)));
}
