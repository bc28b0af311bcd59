import { type MailPlace } from './mail-place';
import { type Mail } from './read-mail';
import { type Searchable } from './search/matches';
import { wordsOf } from './search/words';

/** What is remembered of a message, to list and to find it. */
export interface MailEntry extends Searchable {
  place: MailPlace;
  messageId: string;
  /** Whom the list names. */
  sender: string;
  subject: string;
}

const TWITTER_CLASS = /^IPM\.NOTE\.Twitter\.(.+)$/i;

export function entryOf(
  place: MailPlace,
  mail: Mail,
  stored: { bytes: number; at: Date },
): MailEntry {
  const { messageId, sender, from, to, cc, subject, text, files, itemClass, sentAt } = mail;
  const names = files.map(({ name }) => name).join(' \n ');
  return {
    ...{ place, messageId, sender, subject, itemClass },
    kind: TWITTER_CLASS.exec(itemClass)?.[1] ?? 'Email',
    sentAt: sentAt ?? stored.at,
    bytes: stored.bytes,
    hasAttachment: files.length > 0,
    words: {
      ...{ subject: wordsOf(subject), body: wordsOf(text), files: wordsOf(names) },
      ...{ from: wordsOf(from), to: wordsOf(to), cc: wordsOf(cc) },
    },
  };
}
