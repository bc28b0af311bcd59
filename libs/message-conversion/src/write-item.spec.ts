import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type Item, type ItemAttachment } from '@app/domain';
import { aPost } from '@testing/domain';
import { aMessageContext } from '@testing/message-conversion';

import { type OpenAttachment } from './checked-bytes';
import { toItem } from './to-item';
import { writeItem } from './write-item';

interface WrittenItem {
  Content: string;
  ContentAttachments: { Content: string }[] | null;
}

function anItem(files: (Uint8Array | undefined)[], text = 'Hello'): Item {
  const item = toItem({ type: 'post', post: aPost({ text }) }, aMessageContext());
  const attachments = files.map((file, i): ItemAttachment => ({
    ...(file && { content: { sha256: sha256(file), bytes: file.length } }),
    Uri: `https://p/${i}`,
    AttachmentType: 'media',
    AttachmentFileName: `${i}.jpg`,
  }));
  return { ...item, ContentAttachments: attachments.length > 0 ? attachments : null };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Opens the files, each in pieces of the given sizes, then whatever is left. */
function inPieces(files: Uint8Array[], sizes: number[]): OpenAttachment {
  const bySha = new Map(files.map((file) => [sha256(file), file]));
  return async function* ({ sha256: wanted }) {
    await Promise.resolve();
    let rest = bySha.get(wanted) ?? new Uint8Array();
    for (const size of sizes) {
      yield rest.subarray(0, size);
      rest = rest.subarray(size);
    }
    yield rest;
  };
}

async function written(item: Item, open: OpenAttachment): Promise<string> {
  return Buffer.concat(await Array.fromAsync(writeItem(item, open))).toString('utf8');
}

const notOpened: OpenAttachment = () => {
  throw new Error('There is nothing to open.');
};

describe('writeItem', () => {
  it('writes the fields in the order of the contract', async () => {
    const text = await written(anItem([Buffer.from('abc')]), inPieces([Buffer.from('abc')], []));

    const item = JSON.parse(text) as Item;
    expect(Object.keys(item)).toEqual([
      'SchemaVersion',
      'Id',
      'SourceType',
      'ItemType',
      'ContainerId',
      'ContainerName',
      'ThreadId',
      'ParentId',
      'Sender',
      'Recipients',
      'SentTimeUtc',
      'ContentType',
      'Content',
      'PreContext',
      'PostContext',
      'NumOfLikes',
      'MessagePreviewText',
      'ContentAttachments',
    ]);
    expect(Object.keys(item.Sender)).toEqual([
      'Id',
      'UserProfilePhotoUrl',
      'Name',
      'EmailAddress',
      'MobileNumber',
    ]);
    expect(Object.keys(item.ContentAttachments?.[0] ?? {})).toEqual([
      'Content',
      'Uri',
      'AttachmentType',
      'AttachmentFileName',
    ]);
  });

  it('writes no attachments as null, and one that is not in the archive without content', async () => {
    expect(await written(anItem([]), notOpened)).toMatch(/"ContentAttachments":null}$/);
    expect(await written(anItem([undefined]), notOpened)).toMatch(
      /"ContentAttachments":\[{"Content":null,"Uri":"https:\/\/p\/0",.*}]}$/,
    );
  });

  it('gives back every byte and every sign, however the bytes come in', async () => {
    const someFiles = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 });
    const sizes = fc.array(fc.nat(7), { maxLength: 12 });
    const text = fc
      .array(fc.nat(0xffff), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units));

    await fc.assert(
      fc.asyncProperty(someFiles, sizes, text, async (files, pieces, content) => {
        const item = { ...anItem(files), Content: content };
        const parsed = JSON.parse(await written(item, inPieces(files, pieces))) as WrittenItem;
        const contents = (parsed.ContentAttachments ?? []).map((each) => each.Content);

        expect(parsed.Content).toBe(content);
        expect(contents.map((base64) => Buffer.from(base64, 'base64').toString('hex'))).toEqual(
          files.map((file) => Buffer.from(file).toString('hex')),
        );
      }),
    );
  });

  it('is the same byte for byte, however the bytes come in', async () => {
    const files = [Buffer.from('the first file'), Buffer.from('the second')];
    const item = anItem(files);
    const whole = await written(item, inPieces(files, []));

    for (const size of [1, 2, 3, 4, 5]) {
      expect(await written(item, inPieces(files, Array<number>(14).fill(size)))).toBe(whole);
    }
  });

  it('keeps nothing of a file back but what makes no whole group yet', async () => {
    const piece = Buffer.alloc(1000, 7);
    let opened = 0;
    const open: OpenAttachment = async function* () {
      await Promise.resolve();
      for (; opened < 100; opened += 1) yield piece;
    };
    const item = anItem([Buffer.concat(Array<Buffer>(100).fill(piece))]);

    let bytes = 0;
    for await (const chunk of writeItem(item, open)) {
      bytes += chunk.length;
      expect(chunk.length).toBeLessThan(2000);
      expect(bytes).toBeGreaterThanOrEqual(Math.floor((opened * 1000) / 3) * 4 - 4);
    }
    expect(opened).toBe(100);
  });

  it.each([
    ['cut', 'abcd'],
    ['too long', 'abcdef'],
    ['altered', 'abcdX'],
  ])('refuses to end a file that is %s', async (_, content) => {
    const open: OpenAttachment = async function* () {
      await Promise.resolve();
      yield Buffer.from(content);
    };

    await expect(written(anItem([Buffer.from('abcde')]), open)).rejects.toMatchObject({
      code: 'archive.corrupt',
      details: { bytes: content.length, expected: 5 },
    });
  });

  it('fails with what the archive fails with', async () => {
    const failure = new Error('storage is away');
    const open: OpenAttachment = async function* () {
      await Promise.resolve();
      yield Buffer.from('ab');
      throw failure;
    };

    await expect(written(anItem([Buffer.from('abcde')]), open)).rejects.toBe(failure);
  });
});
