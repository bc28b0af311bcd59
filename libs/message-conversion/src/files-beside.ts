import { type FileBeside, mediaBlobName, type MediaFile } from '@app/domain';

import { attachmentName } from './attachments';
import { type ConversionContext } from './conversion-context';
import { type Fact } from './facts';
import { MEDIA_NAMES, sizeInWords } from './wording';

/** Those of the files that stay in the archive for their size. */
export function filesBeside(files: readonly MediaFile[], context: ConversionContext): FileBeside[] {
  return files.flatMap(({ fileKey }) => {
    const stored = context.media.get(fileKey);
    return stored?.isBeside ? [{ fileKey, bytes: stored.bytes, sha256: stored.sha256 }] : [];
  });
}

/** The same as notes. */
export function besideNotes(files: readonly MediaFile[], context: ConversionContext): string[] {
  return besideFacts(files, context).map(({ label, value }) => `[${label}: ${value}]`);
}

/** All that leads to them: what each is, its hash, where it is kept, where X had it. */
export function besideFacts(files: readonly MediaFile[], context: ConversionContext): Fact[] {
  return files.flatMap((file) => {
    const stored = context.media.get(file.fileKey);
    if (!stored?.isBeside) return [];
    const kind = file.role === 'preview' ? 'still' : MEDIA_NAMES[file.type];
    const name = attachmentName(file, stored.contentType);
    const blob = `archive/${mediaBlobName(context.accountId, stored.sha256)}`;
    const value = [
      `${kind} ${name}, ${sizeInWords(stored.bytes)}, SHA-256 ${stored.sha256}`,
      `kept as ${blob}`,
      `X had it at ${file.url}`,
    ].join('; ');
    return [{ label: 'Too large to attach', value }];
  });
}
