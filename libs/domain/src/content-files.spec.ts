import { aDirectMessage, aPost } from '@testing/domain';

import { type Content } from './content';
import { filesOfContent } from './content-files';
import { type Media } from './post';

const at = new Date('2025-03-04T00:00:00.000Z');
const photo = (key: string): Media => ({ key, type: 'photo', url: `https://p/${key}.jpg` });
const keysOf = (content: Content) => filesOfContent(content).map(({ fileKey }) => fileKey);

describe('filesOfContent', () => {
  it('has the files of a direct message and of the post shared with it', () => {
    const post = aPost({ media: [photo('3_2')] });
    const message = aDirectMessage({
      media: [photo('3_1')],
      references: [{ type: 'quoted', id: post.id, post }],
    });

    expect(keysOf({ type: 'message', message })).toEqual(['3_1.original', '3_2.original']);
  });

  it('has the files of a post liked, and of a post that is gone', () => {
    const post = aPost({ id: '9', media: [photo('3_1')] });
    const noticed = { at };

    expect(keysOf({ type: 'like', like: { by: { id: '7' }, postId: '9', post, noticed } })).toEqual(
      ['3_1.original'],
    );
    expect(
      keysOf({
        type: 'deletion',
        deletion: { postId: '9', toldBy: 'api', reason: 'deleted', post, noticed },
      }),
    ).toEqual(['3_1.original']);
    expect(keysOf({ type: 'like', like: { by: { id: '7' }, postId: '9', noticed } })).toEqual([]);
  });

  it('has the whole picture and banner of a profile, now and before, each under a key of its own', () => {
    const picture = 'https://pbs.twimg.com/profile_images/7';
    const now = { id: '7', profileImageUrl: `${picture}/b_normal.jpg` };
    const bannerUrl = 'https://pbs.twimg.com/profile_banners/7/15';
    const before = { id: '7', profileImageUrl: `${picture}/a_normal.jpg`, bannerUrl };
    const files = filesOfContent({ type: 'profile', change: { now, before, noticed: { at } } });

    expect(files.map(({ url }) => url)).toEqual([
      `${picture}/b.jpg`,
      `${picture}/a.jpg`,
      `${bannerUrl}/1500x500`,
    ]);
    expect(files.map(({ fileKey }) => fileKey)).toEqual([
      expect.stringMatching(/^7\.avatar\.[0-9a-f]{8}$/),
      expect.stringMatching(/^7\.avatar\.[0-9a-f]{8}$/),
      expect.stringMatching(/^7\.banner\.[0-9a-f]{8}$/),
    ]);
    expect(new Set(files.map(({ fileKey }) => fileKey)).size).toBe(3);
  });

  it('has the picture once that did not change', () => {
    const now = { id: '7', name: 'New', profileImageUrl: 'https://p/a.jpg' };
    const before = { ...now, name: 'Old' };

    expect(
      filesOfContent({ type: 'profile', change: { now, before, noticed: { at } } }),
    ).toHaveLength(1);
  });
});
