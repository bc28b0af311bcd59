import fc from 'fast-check';
import { type Link, type Post } from '@app/domain';
import { aPost } from '@testing/domain';

import { bodyText, contentOf } from './content-text';

const context = { accountId: '7', username: 'contoso', media: new Map(), maxBytes: 10_000_000 };
const link = (url: string, expandedUrl: string, more: Partial<Link> = {}): Link => ({
  url,
  expandedUrl,
  isMedia: false,
  ...more,
});

describe('bodyText', () => {
  const body = (post: Partial<Post>) => bodyText(aPost(post));

  it('shows where a link leads, wherever it stands and as often as it does', () => {
    const links = [link('https://t.co/a', 'https://contoso.example/$&')];

    expect(body({ text: '(https://t.co/a) 詳細https://t.co/a。', links })).toBe(
      '(https://contoso.example/$&) 詳細https://contoso.example/$&。',
    );
  });

  it('keeps apart links of which one begins like the other', () => {
    const links = [link('http://t.co/a', 'http://x/1'), link('http://t.co/ab', 'http://x/2')];

    expect(body({ text: 'http://t.co/ab http://t.co/a', links })).toBe('http://x/2 http://x/1');
  });

  it('does not look for links in what it put in', () => {
    const links = [link('http://t.co/a', 'http://t.co/b'), link('http://t.co/b', 'http://x/2')];

    expect(body({ text: 'http://t.co/a http://t.co/b', links })).toBe('http://t.co/b http://x/2');
  });

  it('takes a link for what it is, not for a pattern', () => {
    expect(body({ text: 'http://t.co/a?b httpX//t', links: [link('http://t.co/a?b', 'y')] })).toBe(
      'y httpX//t',
    );
  });

  it('leaves out the link to the media that the post has', () => {
    const links = [link('https://t.co/p', 'https://twitter.com/…/photo/1', { isMedia: true })];

    expect(
      body({ text: 'Look https://t.co/p', links, media: [{ key: '3_1', type: 'photo' }] }),
    ).toBe('Look');
    expect(body({ text: 'Look https://t.co/p', links })).toBe('Look https://twitter.com/…/photo/1');
  });

  it('leaves any text without links as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(body({ text })).toBe(text.trim());
        expect(body({ text, links: [link('https://t.co/none', 'x')] })).toBe(text.trim());
      }),
    );
  });
});

describe('contentOf', () => {
  it('puts what is said apart from what is to be known of it', () => {
    const post = aPost({ text: 'Hello', isSensitive: true, withheldIn: ['DE', 'FR'] });

    expect(contentOf(post, context)).toEqual({
      said: ['Hello'],
      notes: ['[Marked as: possibly sensitive]', '[Withheld in: DE, FR]'],
    });
  });

  it('says of a repost once what holds for both', () => {
    const original = aPost({ id: '1', isSensitive: true, place: { id: 'a', fullName: 'Leeds' } });
    const post = aPost({
      isSensitive: true,
      references: [{ type: 'reposted', id: '1', post: original }],
    });

    expect(contentOf(post, context).notes).toEqual([
      '[Marked as: possibly sensitive]',
      '[Place: Leeds]',
    ]);
  });

  it('names an author X told no name of by id', () => {
    const original = aPost({ id: '1', author: { id: '9' } });
    const post = aPost({ references: [{ type: 'reposted', id: '1', post: original }] });

    expect(contentOf(post, context).said[0]).toBe('Reposted from user 9, 2025-03-01 12:00 UTC:');
  });

  it.each(['\n', '\n\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'marks every line of a quote after %j, so that no quote can pass for the post itself',
    (lineBreak) => {
      const text = `${lineBreak}One${lineBreak}[Withheld in: XX]`;
      const quoted = aPost({ id: '1', text: `a${text}` });
      const post = aPost({ references: [{ type: 'quoted', id: '1', post: quoted }] });

      const [, quote = ''] = contentOf(post, context).said;
      const unmarked = quote
        .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
        .filter((line) => !line.startsWith('> '));
      expect(unmarked).toEqual(['Quoted from @contoso, 2025-03-01 12:00 UTC:']);
      expect(quote.replaceAll('> ', '')).toContain(`a${text}`);
    },
  );

  it.each([
    ['https://contoso.example', 'https://contoso.example/', []],
    ['https://b.it/1', undefined, []],
    ['https://b.it/1', 'https://long/1', ['[https://b.it/1 led to: https://long/1]']],
  ])('says of %s that it led to %s only when that tells more', (expandedUrl, unwoundUrl, notes) => {
    const post = aPost({ links: [link('https://t.co/1', expandedUrl, { unwoundUrl })] });

    expect(contentOf(post, context).notes).toEqual(notes);
  });

  it.each([
    ['closed', 'Poll (closed 2025-03-02 12:00 UTC):'],
    ['open', 'Poll (open until 2025-03-02 12:00 UTC):'],
    [undefined, 'Poll (ends 2025-03-02 12:00 UTC):'],
  ] as const)('tells a %s poll with its votes', (status, first) => {
    const options = [
      { position: 1, label: 'A', votes: 1 },
      { position: 2, label: 'B', votes: 0 },
    ];
    const poll = { id: '6', options, status, endsAt: new Date('2025-03-02T12:00:00Z') };

    expect(contentOf(aPost({ poll }), context).said[1]).toBe(
      `${first}\n- A: 1 vote\n- B: 0 votes\n1 vote in all when captured`,
    );
  });
});
