import { createHash } from 'node:crypto';
import { type MediaFile } from '@app/domain';

import { attachmentName, typeOfStored } from '../attachments';
import { type ConversionContext } from '../conversion-context';
import { MAIL_DOMAIN } from './mail-address';
import { type MessageAttachment } from './message';

/**
 * Those of the files that are archived and travel in the message, by file key. Pictures and stills have a content id, for the HTML to show them;
 * whatever says to be of a type that X does not serve is attached as mere bytes.
 */
export function messageAttachmentsOf(
  files: readonly MediaFile[],
  context: ConversionContext,
): Map<string, MessageAttachment> {
  return new Map(files.flatMap((file) => attachmentOf(file, context)));
}

function attachmentOf(
  file: MediaFile,
  { media }: ConversionContext,
): [string, MessageAttachment][] {
  const stored = media.get(file.fileKey);
  if (!stored || stored.isBeside) return [];
  const contentType = typeOfStored(stored.contentType) ?? 'application/octet-stream';
  const attachment: MessageAttachment = {
    content: { sha256: stored.sha256, bytes: stored.bytes },
    contentType,
    fileName: attachmentName(file, stored.contentType),
    ...(contentType.startsWith('image/') && { cid: cidOf(file.fileKey) }),
  };
  return [[file.fileKey, attachment]];
}

/** A file key may hold anything; a content id must not. */
function cidOf(fileKey: string): string {
  const safe = /^[\w.]{1,60}$/.test(fileKey)
    ? fileKey
    : createHash('sha256').update(fileKey).digest('hex').slice(0, 32);
  return `${safe}@${MAIL_DOMAIN}`;
}
