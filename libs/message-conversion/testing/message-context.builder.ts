import { type MessageContext } from '@app/message-conversion';

/** What a message of account 7, @contoso, needs beside the post; no files. */
export function aMessageContext(overrides: Partial<MessageContext> = {}): MessageContext {
  return {
    accountId: '7',
    username: 'contoso',
    media: new Map(),
    maxBytes: 10_000_000,
    version: '0123abcd',
    capturedAt: new Date('2025-03-04T00:00:00.000Z'),
    recordSha256: 'ab'.repeat(32),
    ...overrides,
  };
}
