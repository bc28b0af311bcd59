import fc from 'fast-check';
import { filesOfPost, type Post, readPost } from '@app/domain';
import {
  aMessageContext,
  aRawXPost,
  goldenNames,
  aGoldenCase,
  opening,
  sha256,
} from '@testing/message-conversion';

import {
  type MessageContext,
  type OpenAttachment,
  toItem,
  toMessage,
  writeItem,
  writeMessage,
} from './index';
import { mostBytesOf } from './message/message-size';
import { itemBytes } from './write-item';

interface SizedPost {
  post: Post;
  context: MessageContext;
  open: OpenAttachment;
}

/** Any post of X's, its files of any size, most in the archive; a limit that often is too low for all of them. */
const anySizes: fc.Arbitrary<SizedPost> = aRawXPost('2.167').chain((raw) => {
  const post = readPost(raw);
  const keys = filesOfPost(post).map(({ fileKey }) => fileKey);
  const aSize = fc.option(fc.oneof(fc.nat(500), fc.nat(50_000)), { freq: 5 });
  const limit = fc.oneof(fc.nat(20_000), fc.nat(300_000));
  return fc.tuple(fc.tuple(...keys.map(() => aSize)), limit).map(([sizes, maxBytes]) => {
    const files = keys.flatMap((key, i) => {
      const bytes = sizes[i];
      return typeof bytes === 'number' ? [{ key, content: Buffer.alloc(bytes, `${i} `) }] : [];
    });
    const media = files.map(({ key, content }) => {
      const stored = { sha256: sha256(content), bytes: content.length, contentType: 'video/mp4' };
      return [key, stored] as const;
    });
    return {
      post,
      context: aMessageContext({ media: new Map(media), maxBytes }),
      open: opening(files.map(({ content }) => content)),
    };
  });
});

async function lengthOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  return Buffer.concat(await Array.fromAsync(chunks)).length;
}

/** Each archived file, by how often it is in and how often it is named with its hash. */
function places(
  { context }: SizedPost,
  attached: (string | undefined)[],
  beside: string[],
  text: string,
) {
  return [...context.media].map(([key, { sha256: sha }]) => ({
    key,
    isIn: attached.includes(sha),
    isNamed: beside.includes(key) && text.includes(`kept as archive/7/media/${sha};`),
  }));
}

jest.setTimeout(60_000);

describe('whatever the sizes of its files', () => {
  const runs = { numRuns: 60 };

  it('an item is no larger than allowed, unless its text is, and has or names each file', async () => {
    await fc.assert(
      fc.asyncProperty(anySizes, async (sized) => {
        const { post, context, open } = sized;
        const content = { type: 'post', post } as const;
        const item = toItem(content, context);
        const written = await lengthOf(writeItem(item, open));
        const text = itemBytes(toItem(content, { ...context, maxBytes: 0 }));
        const attached = item.ContentAttachments?.map(({ content }) => content?.sha256) ?? [];
        const beside = item.beside?.map(({ fileKey }) => fileKey) ?? [];
        const found = places(sized, attached, beside, item.Content);

        expect(written).toBe(itemBytes(item));
        expect(written).toBeLessThanOrEqual(Math.max(context.maxBytes, text));
        expect(found.filter(({ isIn, isNamed }) => !isIn && !isNamed)).toEqual([]);
        expect(attached.filter(Boolean).length + beside.length).toBe(context.media.size);
      }),
      runs,
    );
  });

  it('a message is no larger than allowed, unless its text is, and has or names each file', async () => {
    await fc.assert(
      fc.asyncProperty(anySizes, async (sized) => {
        const { post, context, open } = sized;
        const content = { type: 'post', post } as const;
        const message = toMessage(content, context);
        const written = await lengthOf(writeMessage(message, open));
        const text = mostBytesOf(toMessage(content, { ...context, maxBytes: 0 }));
        const attached = message.attachments.map(({ content }) => content.sha256);
        const beside = message.beside?.map(({ fileKey }) => fileKey) ?? [];
        const found = places(sized, attached, beside, message.text);

        expect(written).toBeLessThanOrEqual(mostBytesOf(message));
        expect(written).toBeLessThanOrEqual(Math.max(context.maxBytes, text));
        expect(found.filter(({ isIn, isNamed }) => !isIn && !isNamed)).toEqual([]);
        expect(attached.length + beside.length).toBe(context.media.size);
      }),
      runs,
    );
  });

  it.each(goldenNames())('the size of message %s is known well enough', async (name) => {
    const { content, context, open } = aGoldenCase(name);
    const message = toMessage(content, context);
    const written = await lengthOf(writeMessage(message, open));

    expect(written).toBeLessThanOrEqual(mostBytesOf(message));
    expect(mostBytesOf(message)).toBeLessThan(written + 25_000);
  });
});
