import { type PostEntry, type StoredMedia } from '@app/archive';
import { day, idAt } from '@testing/delivery';

import { type ExportFormat } from './export-request';
import { ExportTally } from './export-tally';
import { foldersOf, isMedium, isShared, mediaPathOf, pathOf, waitingPathOf } from './file-places';
import { type EntryRow, manifestRow, type ManifestRow, wholeFileOf } from './manifest-row';

const sha256 = 'ab'.repeat(32);
const entry: PostEntry = {
  ...{ accountId: '7', type: 'post', postId: idAt(1), version: '0123abcd', kind: 'post' },
  ...{ createdAt: day(1), capturedAt: day(2), pageName: 'page', recordName: 'record', sha256 },
};
const like: PostEntry = { ...entry, type: 'like' };
const medium = (contentType: string): StoredMedia => ({
  ...{ state: 'stored', fileKey: '3_1.original', sha256, bytes: 9, contentType },
});

describe('where an export puts a thing', () => {
  it.each<[ExportFormat, PostEntry, string]>([
    ['eml', entry, `2025/03/${idAt(1)}.0123abcd.eml`],
    ['eml', like, `2025/03/like-${idAt(1)}.0123abcd.eml`],
    ['item-json', entry, `2025/03/${idAt(1)}.0123abcd.json`],
    ['item-json', like, `2025/03/like-${idAt(1)}.0123abcd.json`],
    ['mbox', entry, '2025/2025-03.mbox'],
    ['jsonl', like, '2025/2025-03.jsonl'],
    ['maildir', entry, `Maildir/new/1740830400.P${idAt(1)}V0123abcd.twitter`],
    ['maildir', like, `Maildir/new/1740830400.Plike-${idAt(1)}V0123abcd.twitter`],
  ])('is, as %s, the same whenever it is written', (format, of, path) => {
    expect(pathOf(format, of)).toBe(path);
  });

  it('is the second of a message, whatever is behind it', () => {
    const late = { ...entry, createdAt: new Date(day(1).getTime() + 999) };
    expect(pathOf('maildir', late)).toBe(pathOf('maildir', entry));
  });

  it('is one file for a month, or one for each', () => {
    const formats = ['eml', 'mbox', 'maildir', 'jsonl', 'item-json'] as const;
    expect(formats.filter(isShared)).toEqual(['mbox', 'jsonl']);
    expect(formats.map(foldersOf)).toEqual([
      ...[[], [], ['Maildir/cur', 'Maildir/new', 'Maildir/tmp'], [], []], // prettier-ignore
    ]);
  });

  it('is the hash of a medium, with the ending of its type', () => {
    expect(mediaPathOf(medium('image/jpeg'))).toBe(`media/${sha256}.jpg`);
    expect(mediaPathOf(medium('chemical/unheard-of'))).toBe(`media/${sha256}.bin`);
  });

  it('is a name of its own while it waits', () => {
    const key = { type: 'post', id: '9', version: 'v' } as const;
    expect(waitingPathOf(key)).toBe('.export/9.v');
    expect(waitingPathOf({ ...key, type: 'deletion' }, `media/${sha256}.jpg`)).toBe(
      '.export/deletion-9.v.abababababababab.jpg',
    );
  });
});

const file = { path: '2025/03/a.eml', bytes: 10, sha256 };
const entryRow: EntryRow = {
  ...{ row: 'entry', type: 'post', id: '9', version: 'v', createdAt: day(1).toISOString() },
  ...{ kind: 'quote', capturedAt: day(2).toISOString(), recordSha256: sha256, file },
};
const mediumRow: ManifestRow = { row: 'file', path: `media/${sha256}.jpg`, bytes: 9, sha256 };
const monthRow: ManifestRow = { row: 'file', path: '2025/media/2025-03.mbox', bytes: 9, sha256 };
const unreadable: ManifestRow = {
  ...{ row: 'unreadable', type: 'post', id: '9', version: 'v', createdAt: day(1).toISOString() },
  reason: 'No text.',
};
const end: ManifestRow = { row: 'end', entries: 1, unreadable: 1 };

describe('a row of the manifest', () => {
  it('names a file, all of it or a part', () => {
    expect(wholeFileOf(monthRow)).toEqual(monthRow);
    expect(wholeFileOf(entryRow)).toEqual(file);
    expect(wholeFileOf({ ...entryRow, file: { ...file, offset: 0 } })).toBeUndefined();
    expect([unreadable, end].map(wholeFileOf)).toEqual([undefined, undefined]);
  });

  it('is of a medium where media are', () => {
    expect([mediumRow, monthRow, entryRow, end].map(isMedium)).toEqual([true, false, false, false]);
    const inMedia = { ...entryRow, file: { ...file, path: 'media/a' }, path: 'media/a' };
    expect(isMedium(inMedia)).toBe(false);
  });

  it.each([mediumRow, monthRow, entryRow, unreadable, end])(
    'is read as it was written: %j',
    (row) => {
      expect(manifestRow.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
    },
  );

  it('is read with all that it may have', () => {
    const full: EntryRow = {
      ...{ ...entryRow, provenance: 'user-supplied', file: { ...file, offset: 3 } },
      ...{ media: [{ fileKey: '3_1.original', path: 'media/a', sha256 }], missingMedia: ['3_2'] },
    };
    expect(manifestRow.parse(full)).toEqual(full);
  });

  it.each([
    ['a hash that is none', { ...mediumRow, sha256: `${sha256}0` }],
    ['a hash with something before it', { ...mediumRow, sha256: `0${sha256}` }],
    ['a hash in capitals', { ...mediumRow, sha256: sha256.toUpperCase() }],
    ['less than no bytes', { ...mediumRow, bytes: -1 }],
    ['half a byte', { ...mediumRow, bytes: 1.5 }],
    ['no time', { ...entryRow, createdAt: 'yesterday' }],
    ['a kind that is none', { ...entryRow, kind: 'poem' }],
    ['a type that is none', { ...entryRow, type: 'poem' }],
    ['another provenance', { ...entryRow, provenance: 'found' }],
    ['an offset before the file', { ...entryRow, file: { ...file, offset: -1 } }],
    ['no reason', { ...unreadable, reason: undefined }],
    ['no count', { row: 'end', entries: 1 }],
    ['another name', { ...mediumRow, row: 'folder' }],
  ])('is none with %s', (_, row) => {
    expect(manifestRow.safeParse(row).success).toBe(false);
  });
});

describe('ExportTally', () => {
  it('counts what the rows name', () => {
    const tally = new ExportTally();
    expect(tally.counts).toEqual({
      ...{ entries: 0, bytes: 0, unreadable: 0, missingMedia: 0, mediaFiles: 0, byKind: {} },
    });
    tally.add([mediumRow, monthRow, entryRow]);
    tally.add([{ ...entryRow, missingMedia: ['3_2', '3_3'] }, unreadable]);
    tally.add([{ ...entryRow, kind: 'post' }, end]);
    expect(tally.counts).toEqual({
      ...{ entries: 3, bytes: 30, unreadable: 1, missingMedia: 2, mediaFiles: 1 },
      byKind: { quote: 2, post: 1 },
    });
  });
});
