import { matches, type Searchable } from './matches';
import { parseQuery } from './parse-query';
import { type TextField } from './query';
import { wordsOf } from './words';

type Mail = Partial<Record<TextField, string>> & Partial<Omit<Searchable, 'words'>>;

function aMail({ subject, body, files, from, to, cc, ...rest }: Mail): Searchable {
  const words = (text = '') => wordsOf(text);
  return {
    words: {
      ...{ subject: words(subject), body: words(body), files: words(files) },
      ...{ from: words(from), to: words(to), cc: words(cc) },
    },
    ...{ kind: 'Tweet', itemClass: 'IPM.NOTE.Twitter.Tweet', bytes: 100, hasAttachment: false },
    sentAt: new Date('2026-01-15T12:00:00Z'),
    ...rest,
  };
}

const MAILS: Record<string, Searchable> = {
  door: aMail({
    subject: 'Post by @contoso: The new front door',
    body: 'The new front door. #Launch https://t.co/abc',
    from: 'Contoso (@contoso) contoso@twitter.invalid',
    to: 'Adele Vance (@AdeleV) adelev@twitter.invalid',
    files: '3_17.original.jpg',
    hasAttachment: true,
    bytes: 20_000,
  }),
  answer: aMail({
    subject: 'Reply by @fabrikam: Nice doors',
    body: "We don't open before 9, naïve visitors",
    from: 'Fabrikam (@fabrikam_news) fabrikam_news@twitter.invalid',
    to: 'Contoso (@contoso)',
    cc: 'Adele Vance',
    kind: 'Reply',
    itemClass: 'IPM.NOTE.Twitter.Reply',
    sentAt: new Date('2026-02-01T23:59:59.999Z'),
  }),
  asia: aMail({
    subject: '新製品を発売しました',
    body: '東京で 🚀 서울에서',
    from: 'Contoso Japan',
    kind: 'Retweet',
    itemClass: 'IPM.NOTE.Twitter.Retweet',
    sentAt: new Date('2025-12-31T00:00:00Z'),
  }),
  plain: aMail({
    subject: 'Straße NOT closed (yet)',
    body: 'front of the new door',
    from: 'Ned <ned@contoso.example>',
    kind: 'Email',
    itemClass: 'IPM.Note',
    sentAt: new Date('2026-02-02T00:00:00Z'),
  }),
};

function found(text: string): string {
  const read = parseQuery(text);
  if ('problem' in read) throw new Error(read.problem.message);
  return Object.keys(MAILS)
    .filter((name) => matches(read.query, MAILS[name] ?? aMail({})))
    .join(' ');
}

it.each(['constructor', 'toString', '__proto__'])(
  'takes %s, which every object knows, for a word',
  (text) => {
    expect(parseQuery(text)).toMatchObject({ query: { type: 'words' } });
    expect(parseQuery(`kind:${text}`)).toEqual({
      query: { type: 'kind', kind: text.toLowerCase() },
    });
  },
);

describe('a query', () => {
  it.each([
    ['', 'door answer asia plain'],
    ['   ', 'door answer asia plain'],
    // Words
    ['door', 'door plain'],
    ['DOOR front', 'door plain'],
    ['door*', 'door answer plain'],
    ['doo', ''],
    ['"front door"', 'door'],
    ['“front door”', 'door'],
    ['"new fro"*', 'door'],
    ['front-door', 'door'],
    ["don't", 'answer'],
    ['#launch', 'door'],
    ['"https://t.co/abc"', 'door'],
    ['3_17.original', 'door'],
    ['NAI\u0308VE', 'answer'],
    ['strasse', 'plain'],
    ['fabrikam', 'answer'],
    ['adelev', ''],
    // No spaces between words
    ['製品', 'asia'],
    ['製発', ''],
    ['서울', 'asia'],
    ['🚀', 'asia'],
    // Operators
    ['door OR 製品', 'door asia plain'],
    ['door AND naïve', ''],
    ['door NOT launch', 'plain'],
    ['door -launch', 'plain'],
    ['+door +launch', 'door'],
    ['NOT door', 'answer asia'],
    ['NOT NOT door', 'door plain'],
    ['製品 OR door launch', 'door asia'],
    ['(製品 OR door) AND front', 'door plain'],
    ['-(製品 OR door)', 'answer'],
    ['"not" closed', 'plain'],
    ['not closed', 'plain'],
    ['door or launch', ''],
    // People
    ['from:contoso', 'door asia plain'],
    ['from:@contoso', 'door asia plain'],
    ['from:contoso@twitter.invalid', 'door'],
    ['FROM:"contoso japan"', 'asia'],
    ['from: fabrikam_news', 'answer'],
    ['from:fab*', 'answer'],
    ['to:contoso', 'answer'],
    ['to:adele', 'door'],
    ['cc:adele', 'answer'],
    ['recipients:adele', 'door answer'],
    ['participants:contoso', 'door answer asia plain'],
    ['from:contoso from:fabrikam*', 'door answer asia plain'],
    ['from:contoso AND from:japan', 'asia'],
    ['from:(contoso japan)', 'asia'],
    ['from:(japan OR ned)', 'asia plain'],
    ['from<>contoso', 'answer'],
    ['subject:door', 'door'],
    ['subject:(new NOT nice)', 'door'],
    ['body:visitors', 'answer'],
    ['attachmentnames:jpg', 'door'],
    // Time
    ['sent:2026-01-15', 'door'],
    ['sent=2026-01-15T12:00Z', 'door'],
    ['sent<>2026-01-15', 'answer asia plain'],
    ['sent:2026-01', 'door'],
    ['sent:2026', 'door answer plain'],
    ['sent:2026-01-01..2026-02-01', 'door answer'],
    ['sent:2026-02..', 'answer plain'],
    ['date:..2025', 'asia'],
    ['sent>=2026-02-01', 'answer plain'],
    ['sent>2026-02-01', 'plain'],
    ['sent<2026-02-01', 'door asia'],
    ['sent<=2026-02-01', 'door answer asia'],
    ['sent>=2026-01-01 sent<2026-02-01', 'door'],
    ['sent:2024-02-29', ''],
    // Kinds and classes
    ['kind:tweet', 'door'],
    ['kind:Post', 'door'],
    ['kind:repost', 'asia'],
    ['kind:tweet kind:reply', 'door answer'],
    ['kind:email', 'plain'],
    ['-kind:tweet', 'answer asia plain'],
    ['itemclass:IPM.NOTE.Twitter.Tweet', 'door'],
    ['itemclass:ipm.note.twitter*', 'door answer asia'],
    ['itemclass:"IPM.Note"', 'plain'],
    ['itemclass<>IPM.Note', 'door answer asia'],
    // The rest
    ['hasattachment:true', 'door'],
    ['HasAttachment:no', 'answer asia plain'],
    ['size>100', 'door'],
    ['size:0..100', 'answer asia plain'],
    ['door from:contoso sent:2026-01 (kind:tweet OR kind:quote)', 'door'],
  ])('%j finds %s', (query, names) => {
    expect(found(query)).toBe(names);
  });

  it.each([
    ['door AND', 8, 'ends where something to look for is expected'],
    ['OR door', 0, 'missing before this'],
    ['door OR OR gate', 8, 'missing before this'],
    ['NOT', 3, 'ends where'],
    ['()', 1, 'missing before this'],
    ['(door', 0, 'bracket is not closed'],
    ['door)', 4, 'Nothing is open'],
    ['the "front door', 4, 'quotation mark is not closed'],
    ['the colour:red', 4, 'no property "colour"'],
    ['https://x.com', 0, 'in quotation marks'],
    ['from:', 0, 'Say what "from" is to be'],
    ['from:???', 0, 'no word in "???"'],
    ['door &', 5, 'no word in "&"'],
    ['*', 0, 'no word in "*"'],
    ['sent:yesterday', 5, 'takes a day as'],
    ['sent:2026-02-30', 5, 'takes a day as'],
    ['sent:2026-13', 5, 'takes a day as'],
    ['sent:..', 5, 'takes a day as'],
    ['sent:2026-01-01..x', 5, 'takes a day as'],
    ['size:big', 5, 'takes a number of bytes'],
    ['hasattachment:maybe', 14, 'takes true or false'],
    ['from>contoso', 0, 'compared by ":" only'],
    ['from:(subject:x)', 6, 'within that of another'],
    ['('.repeat(60), 50, 'More than 50 levels'],
    ['NOT '.repeat(60), 200, 'More than 50 levels'],
  ])('%j is wrong at sign %i: %s', (query, at, message) => {
    const read = parseQuery(query);
    const problem = 'problem' in read ? read.problem : undefined;
    expect(problem).toMatchObject({ at });
    expect(problem?.message).toContain(message);
  });
});
