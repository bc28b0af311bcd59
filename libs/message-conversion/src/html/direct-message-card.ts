import { type DirectMessage, type User } from '@app/domain';

import { namesOf } from '../wording';
import { type Html, html } from './html';
import { authorRow, linkCards, quoteCard } from './post-card';
import { postMedia, type ShownFiles } from './post-media';
import { lines, richText } from './rich-text';
import { STYLES } from './styles';

interface DirectMessageParts {
  message: DirectMessage;
  recipients: User[];
  /** In words, for what is no message. */
  said: string[];
}

/** A direct message as its reader saw it: who wrote to whom, what, and the post shared with it. */
export function directMessageCard(
  { message, recipients, said }: DirectMessageParts,
  files: ShownFiles,
): Html {
  const { sender, createdAt, event, references } = message;
  const text = event === 'message' ? richText(message) : said.map(lines);
  return html`<div style="${STYLES.card}">
    ${authorRow({ author: sender, createdAt })}
    <div style="${STYLES.note}">To <bdi>${namesOf(recipients)}</bdi></div>
    <div dir="auto" style="${STYLES.text}">${text}</div>
    ${postMedia(message, files)} ${linkCards(message)}
    ${references.map((shared) => quoteCard(shared, files, 'Shared'))}
  </div>`;
}
