import fc from 'fast-check';
import { type Content, filesOfContent, type RawPost, readContent } from '@app/domain';
import {
  aGoldenCase,
  aMessageContext,
  aRawX,
  goldenNames,
  opening,
  readByMailparser,
  readingOf,
  sha256,
  X_OPENAPI_VERSIONS,
  type XSubject,
  xSubjects,
} from '@testing/message-conversion';

import {
  type MessageContext,
  type OpenAttachment,
  toItem,
  toMessage,
  writeItem,
  writeMessage,
} from './index';

interface AnyContent {
  content: Content;
  context: MessageContext;
  open: OpenAttachment;
  files: ReadonlyMap<string, Uint8Array>;
}

function contentOf(subject: XSubject, raw: RawPost): Content {
  const about = { schemaVersion: 1, accountId: '7', postId: '1', format: 'x-api-v2', raw } as const;
  if (subject === 'post') return readContent(about);
  return readContent({ ...about, type: subject, noticed: { at: '2025-03-04T00:00:00.000Z' } });
}

/** Any post, event or profile of X's, some of its files in the archive. */
const anyContent = (
  version: (typeof X_OPENAPI_VERSIONS)[number],
  subject: XSubject,
): fc.Arbitrary<AnyContent> =>
  aRawX(version, subject).chain((raw) => {
    const content = contentOf(subject, raw);
    const aFile = fc.record({
      bytes: fc.uint8Array({ maxLength: 200 }),
      contentType: fc.constantFrom('image/jpeg', 'image/png', 'video/mp4', 'text/html', ''),
      isThere: fc.boolean(),
    });
    const keys = filesOfContent(content).map(({ fileKey }) => fileKey);
    return fc.tuple(...keys.map(() => aFile)).map((files) => {
      const there = files
        .map((file, i) => ({ ...file, key: keys[i] ?? '' }))
        .filter(({ isThere }) => isThere);
      const media = there.map(({ key, bytes, contentType }) => {
        return [key, { sha256: sha256(bytes), bytes: bytes.length, contentType }] as const;
      });
      return {
        content,
        context: aMessageContext({ media: new Map(media) }),
        open: opening(there.map(({ bytes }) => bytes)),
        files: new Map(there.map(({ key, bytes }) => [key, bytes])),
      };
    });
  });

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks));
}

/** Each run takes a fraction of this; a machine with much else to do must not fail it. */
jest.setTimeout(60_000);

const versionsAndSubjects = X_OPENAPI_VERSIONS.flatMap((version) =>
  xSubjects.map((subject) => [version, subject] as const),
);

describe.each(versionsAndSubjects)('whatever X (%s) can send as a %s', (version, subject) => {
  const runs = { numRuns: 40 };

  it('becomes an item of which every string and every file comes back', async () => {
    await fc.assert(
      fc.asyncProperty(anyContent(version, subject), async ({ content, context, open, files }) => {
        const item = toItem(content, context);
        const written = JSON.parse(
          (await bytesOf(writeItem(item, open))).toString('utf8'),
        ) as object;
        const attachments = item.ContentAttachments?.map(({ content: _, ...fields }, i) => {
          const file = files.get(filesOfContent(content)[i]?.fileKey ?? '');
          return { Content: file ? Buffer.from(file).toString('base64') : null, ...fields };
        });

        expect(written).toEqual({ ...item, ContentAttachments: attachments ?? null });
      }),
      runs,
    );
  });

  it('becomes a message that mailparser reads as it was meant', async () => {
    await fc.assert(
      fc.asyncProperty(anyContent(version, subject), async ({ content, context, open }) => {
        const message = toMessage(content, context);

        expect(await readByMailparser(await bytesOf(writeMessage(message, open)))).toEqual(
          readingOf(message),
        );
      }),
      runs,
    );
  });

  it('becomes HTML with nothing in it but our own elements, and no address but of its own files', () => {
    fc.assert(
      fc.property(anyContent(version, subject), ({ content, context }) => {
        const { html } = toMessage(content, context);
        const elements = [...html.matchAll(/<\/?([^\s>]+)([^>]*)>/g)];
        const names = new Set(elements.map(([, name]) => name));
        const attributes = new Set(
          elements.flatMap(([, , rest = '']) =>
            [...rest.matchAll(/([\w-]+)="[^"]*"/g)].map(([, name]) => name),
          ),
        );
        const sources = [...html.matchAll(/ src="([^"]*)"/g)].map(([, src]) => src ?? '');
        const hrefs = [...html.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href ?? '');

        expect([...names].filter((name) => !OUR_ELEMENTS.has(name ?? ''))).toEqual([]);
        expect([...attributes].filter((name) => !OUR_ATTRIBUTES.has(name ?? ''))).toEqual([]);
        expect(sources.filter((src) => !src.startsWith('cid:'))).toEqual([]);
        expect(hrefs.filter((href) => !/^https?:\/\//.test(href))).toEqual([]);
      }),
      runs,
    );
  });
});

const OUR_ELEMENTS = new Set(
  '!doctype html head meta title body main h1 div span strong bdi br a img table tr td th'.split(
    ' ',
  ),
);
const OUR_ATTRIBUTES = new Set(
  'lang charset name content http-equiv dir style role aria-hidden title href src alt width scope'.split(
    ' ',
  ),
);

describe.each(goldenNames())('the golden message %s', (name) => {
  it('is read by mailparser as it was meant', async () => {
    const { content, context, open } = aGoldenCase(name);
    const message = toMessage(content, context);

    expect(await readByMailparser(await bytesOf(writeMessage(message, open)))).toEqual(
      readingOf(message),
    );
  });
});
