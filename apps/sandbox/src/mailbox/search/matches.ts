import { kindOf } from './properties';
import { type Query, type TextField } from './query';

/** What queries look at: texts as `wordsOf` makes them. */
export interface Searchable {
  words: Readonly<Record<TextField, string>>;
  kind: string;
  itemClass: string;
  sentAt: Date;
  bytes: number;
  hasAttachment: boolean;
}

export function matches(query: Query, message: Searchable): boolean {
  switch (query.type) {
    case 'all':
      return true;
    case 'and':
      return query.of.every((each) => matches(each, message));
    case 'or':
      return query.of.some((each) => matches(each, message));
    case 'not':
      return !matches(query.of, message);
    case 'words': {
      const words = query.isBegin ? query.words.trimEnd() : query.words;
      return query.fields.some((field) => message.words[field].includes(words));
    }
    case 'kind':
      return kindOf(message.kind) === query.kind;
    case 'class':
      return isOfClass(message.itemClass.toLowerCase(), query);
    case 'range': {
      const value = query.of === 'sent' ? message.sentAt.getTime() : message.bytes;
      return value >= query.from && value < query.before;
    }
    case 'attachments':
      return message.hasAttachment === query.has;
  }
}

function isOfClass(itemClass: string, query: Query & { type: 'class' }): boolean {
  return query.isBegin ? itemClass.startsWith(query.itemClass) : itemClass === query.itemClass;
}
