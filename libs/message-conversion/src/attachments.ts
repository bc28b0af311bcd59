import { filesOfPost, type ItemAttachment, type MediaFile, type Post } from '@app/domain';

import { type ConversionContext } from './conversion-context';

/** Endings of the types X serves, and of what a browser would call them. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
};

/** Every file the post shows, those of what it reposts or quotes included. One not in the archive is named by its address alone. */
export function attachmentsOf(post: Post, context: ConversionContext): ItemAttachment[] {
  return filesOfPost(post).map((file) => {
    const stored = context.media.get(file.fileKey);
    return {
      ...(stored && { content: { sha256: stored.sha256, bytes: stored.bytes } }),
      Uri: file.url,
      AttachmentType: 'media',
      AttachmentFileName: `${safeName(file.fileKey)}.${endingOf(file, stored?.contentType)}`,
    };
  });
}

function endingOf(file: MediaFile, contentType = ''): string {
  const [type = ''] = contentType.toLowerCase().split(';');
  const byKind = file.type === 'photo' || file.role === 'preview' ? 'jpg' : 'mp4';
  return ENDINGS[type.trim()] ?? byKind;
}

/** Letters, digits and `_ - .` only: safe as a file name everywhere, and still telling files apart. */
function safeName(fileKey: string): string {
  return fileKey.replace(/[^\w.-]/g, (sign) => `~${sign.codePointAt(0)?.toString(16) ?? ''}`);
}
