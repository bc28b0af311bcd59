import { type Media, type Post } from '@app/domain';
import { aPost } from '@testing/domain';
import { aMessageContext } from '@testing/message-conversion';

import { toMessage } from './to-message';

const message = (post: Partial<Post>, context = aMessageContext()) =>
  toMessage({ type: 'post', post: aPost(post) }, context);
const headers = (post: Partial<Post>) =>
  new Map(message(post).headers.map(({ name, value }) => [name, value]));
const adele = { id: '1', username: 'adelev', name: 'Adele Vance' };
const lynne = { id: '2', username: 'lynner' };
const original = aPost({ id: '90', author: adele, mentions: [lynne], text: 'The whole text' });

describe('the participants of a message', () => {
  const addresses = (post: Partial<Post>) => {
    const { from, to, cc } = message(post);
    return [[from], to, cc].map((boxes) => boxes.map(({ address }) => address.split('@')[0]));
  };

  it.each<[string, Partial<Post>, string[], string[]]>([
    [
      'whom it answers, whom it names besides',
      { inReplyToUser: adele, mentions: [adele, lynne] },
      ['adelev'],
      ['lynner'],
    ],
    ['whom it names', { mentions: [lynne, adele] }, ['lynner', 'adelev'], []],
    [
      'whom it reposts',
      { references: [{ type: 'reposted', id: '90', post: original }] },
      ['adelev'],
      ['lynner'],
    ],
    ['its author where there is nobody else', {}, ['contoso'], []],
    [
      'nobody twice',
      { inReplyToUser: adele, mentions: [{ username: 'AdeleV' }, { id: '3', username: 'adelev' }] },
      ['adelev'],
      [],
    ],
  ])('are %s', (_, post, to, cc) => {
    expect(addresses(post)).toEqual([['contoso'], to, cc]);
  });
});

describe('the subject', () => {
  it.each<[Partial<Post>, string]>([
    [{ text: 'Hi\n\nthere' }, 'Post by @contoso: Hi there'],
    [{ text: '', author: { id: '7' } }, 'Post by user 7'],
    [{ references: [{ type: 'replied_to', id: '1' }] }, 'Reply by @contoso: Hello'],
    [
      { references: [{ type: 'quoted', id: '90', post: original }] },
      'Quote by @contoso: Hello Quoted from @adelev, 2025-03-01 12:00 UTC: > The whole text',
    ],
    [{ id: '2', versionIds: ['1', '2'] }, 'Post by @contoso (version 2 of 2): Hello'],
    [{ text: '👩‍👩‍👧‍👦'.repeat(81) }, `Post by @contoso: ${'👩‍👩‍👧‍👦'.repeat(80)}...`],
  ])('of %j is %s', (post, subject) => {
    expect(message(post).subject).toBe(subject);
  });
});

describe('the headers', () => {
  it('say what it is, of which account, and of which record', () => {
    expect(Object.fromEntries(headers({ id: '100', conversationId: '90', lang: 'en' }))).toEqual({
      'List-Id': 'Posts of @contoso <7.twitter.invalid>',
      'Content-Language': 'en',
      'X-Message-Class': 'IPM.NOTE.Twitter.Tweet',
      'X-Twitter-Kind': 'post',
      'X-Twitter-Account-Id': '7',
      'X-Twitter-Account-Name': 'contoso',
      'X-Twitter-Author-Id': '7',
      'X-Twitter-Post-Id': '100',
      'X-Twitter-Post-Url': 'https://x.com/contoso/status/100',
      'X-Twitter-Post-Time': '2025-03-01T12:00:00.000Z',
      'X-Twitter-Conversation-Id': '90',
      'X-Twitter-Version': '1 of 1',
      'X-Twitter-Capture-Time': '2025-03-04T00:00:00.000Z',
      'X-Twitter-Record-Version': '0123abcd',
      'X-Twitter-Record-Sha256': 'ab'.repeat(32),
    });
  });

  it.each([
    ['replied_to', 'Reply'],
    ['quoted', 'Quote'],
    ['reposted', 'Retweet'],
  ] as const)('have a class for what is %s: %s', (type, name) => {
    const found = headers({ references: [{ type, id: '90' }] });

    expect(found.get('X-Message-Class')).toBe(`IPM.NOTE.Twitter.${name}`);
    expect([...found.values()]).toContain('90');
  });

  it('list what narrows a post down', () => {
    const post: Partial<Post> = {
      isSensitive: true,
      withheldIn: ['DE'],
      replySettings: 'following',
      communityId: '5',
      isForFollowersOnly: true,
      isPaidPartnership: true,
      isLong: true,
    };

    expect(headers(post).get('X-Twitter-Flags')).toBe(
      'sensitive, withheld, reply-limited, community, followers-only, paid-partnership, long',
    );
    expect(headers({ replySettings: 'everyone' }).has('X-Twitter-Flags')).toBe(false);
  });

  it('have no language that X does not know', () => {
    expect(headers({ lang: 'zh-Hant\r\nBcc: x' }).has('Content-Language')).toBe(false);
  });
});

describe('the files of a message', () => {
  const video: Media = { key: '7_1', type: 'video', url: 'https://v/1', previewUrl: 'https://p/1' };
  const files = (types: Record<string, string>) => {
    const stored = Object.entries(types).map(
      ([key, contentType]) => [key, { sha256: `sha of ${key}`, bytes: 3, contentType }] as const,
    );
    return message({ media: [video] }, aMessageContext({ media: new Map(stored) }));
  };

  it('are those of the archive; pictures are shown', () => {
    const { attachments, html } = files({
      '7_1.original': 'video/mp4',
      '7_1.preview': 'image/jpeg',
    });

    expect(attachments).toEqual([
      {
        content: { sha256: 'sha of 7_1.original', bytes: 3 },
        contentType: 'video/mp4',
        fileName: '7_1.original.mp4',
      },
      {
        content: { sha256: 'sha of 7_1.preview', bytes: 3 },
        contentType: 'image/jpeg',
        fileName: '7_1.preview.jpg',
        cid: '7_1.preview@twitter.invalid',
      },
    ]);
    expect(html).toContain('src="cid:7_1.preview@twitter.invalid"');
  });

  it.each(['text/html', 'message/rfc822', 'image/svg+xml', 'image/png\r\nX: y', 'constructor', ''])(
    'are mere bytes when their type is said to be %j',
    (type) => {
      const { attachments, html } = files({ '7_1.preview': type });

      expect(attachments.map(({ contentType, cid }) => [contentType, cid])).toEqual([
        ['application/octet-stream', undefined],
      ]);
      expect(html).not.toContain('<img');
    },
  );
});

it('tells in the text what the post answers, marked as the words of another', () => {
  const parent = aPost({ id: '90', author: adele, text: 'One\n[Withheld in: XX]' });
  const { text } = message({ references: [{ type: 'replied_to', id: '90', post: parent }] });

  expect(text).toContain(
    'In reply to @adelev, 2025-03-01 12:00 UTC:\n> One\n> [Withheld in: XX]\n',
  );
});
