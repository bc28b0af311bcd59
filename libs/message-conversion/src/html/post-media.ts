import { filesOfMedia, type Media, type MediaFile, type Post } from '@app/domain';

import { mediaText } from '../content-text';
import { type MessageAttachment } from '../message/message';
import { type MessageContext } from '../message/message-context';
import { sizeInWords } from '../wording';
import { type Html, html } from './html';
import { linkOrText } from './rich-text';
import { STYLES } from './styles';

/** Wider pictures would leave the page. */
const MAX_WIDTH = 560;

/** What the page must know to show files: those that travel in the message, by file key. */
export interface ShownFiles {
  context: MessageContext;
  byKey: ReadonlyMap<string, MessageAttachment>;
}

/** Pictures, videos and GIFs of a post or message: the picture or still itself, and in words what it is and where its file is. */
export function postMedia({ media }: Pick<Post, 'media'>, files: ShownFiles): Html[] {
  return media.map((each) => {
    const picture = pictureOf(each, files);
    const where = filesOfMedia(each).map((file) => whereIs(file, files));
    return html`<div style="${STYLES.figure}">
      ${picture}
      <div dir="auto" style="${STYLES.caption}">${mediaText(each, files.context)}</div>
      ${where}
    </div>`;
  });
}

function pictureOf(media: Media, { byKey }: ShownFiles): Html | undefined {
  const inline = filesOfMedia(media)
    .map(({ fileKey }) => byKey.get(fileKey))
    .find((file) => file?.cid !== undefined);
  if (inline?.cid === undefined) return undefined;
  const alt = media.altText ?? 'No description was given';
  const size = html`width="${Math.min(media.width ?? MAX_WIDTH, MAX_WIDTH)}"`;
  return html`<img src="cid:${inline.cid}" alt="${alt}" ${size} style="${STYLES.picture}" />`;
}

function whereIs({ fileKey, role, url }: MediaFile, { byKey, context }: ShownFiles): Html {
  const file = byKey.get(fileKey);
  const name = role === 'preview' ? 'Still' : 'File';
  const beside = context.media.get(fileKey);
  if (beside?.isBeside) {
    return html`<div style="${STYLES.caption}">
      ${name} too large to attach (${sizeInWords(beside.bytes)}): see the details beneath
    </div>`;
  }
  return file
    ? html`<div style="${STYLES.caption}">
        ${name}: ${file.fileName}, ${file.content.bytes} bytes
      </div>`
    : html`<div style="${STYLES.caption}">
        ${name} not in the archive; X had it at ${linkOrText(url)}
      </div>`;
}
