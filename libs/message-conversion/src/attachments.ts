import { type ItemAttachment, type MediaFile } from '@app/domain';

import { type ConversionContext } from './conversion-context';

/** Endings of the types X serves, and of what a browser would call them. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['video/mp4', 'mp4'],
]);

/**
 * Every file given. One not in the archive is named by its address alone; one that stays beside is none of them
 * (docs/decisions/019-large-files.md).
 */
export function attachmentsOf(
  files: readonly MediaFile[],
  context: ConversionContext,
): ItemAttachment[] {
  return files.flatMap((file) => {
    const stored = context.media.get(file.fileKey);
    if (stored?.isBeside) return [];
    const attachment: ItemAttachment = {
      ...(stored && { content: { sha256: stored.sha256, bytes: stored.bytes } }),
      Uri: file.url,
      AttachmentType: 'media',
      AttachmentFileName: attachmentName(file, stored?.contentType),
    };
    return [attachment];
  });
}

/** Unique within a post; the ending says what it is, by the type it was served as or else by its kind. */
export function attachmentName(file: MediaFile, contentType = ''): string {
  const byKind = file.type === 'photo' || file.role === 'preview' ? 'jpg' : 'mp4';
  const ending = endingOf(contentType) ?? byKind;
  return `${safeName(file.fileKey)}.${ending}`;
}

/** The ending of files of this type; `undefined` for a type X does not serve. */
export function endingOf(contentType: string): string | undefined {
  return ENDINGS.get(bareType(contentType));
}

/** The type as X may serve it; `undefined` for any other. */
export function typeOfStored(contentType: string): string | undefined {
  const type = bareType(contentType);
  return ENDINGS.has(type) ? type : undefined;
}

function bareType(contentType: string): string {
  const [type = ''] = contentType.toLowerCase().split(';');
  return type.trim();
}

/** Letters, digits and `_ - .` only: safe as a file name everywhere, and still telling files apart. */
function safeName(fileKey: string): string {
  return fileKey.replace(/[^\w.-]/g, (sign) => `~${sign.codePointAt(0)?.toString(16) ?? ''}`);
}
