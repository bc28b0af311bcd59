import { aPost } from '@testing/domain';

import { filesOfPost, type Media, type Post, postKind, type ReferenceType } from './post';

function photo(n: number): Media {
  return { key: `3_${n}`, type: 'photo', url: `https://pbs.twimg.com/media/${n}.jpg` };
}

function referring(type: ReferenceType, post?: Post) {
  return { type, id: post?.id ?? '1', post };
}

describe('postKind', () => {
  it.each([
    ['post', []],
    ['reply', ['replied_to']],
    ['quote', ['quoted']],
    ['repost', ['reposted']],
    ['reply', ['quoted', 'replied_to']],
  ] as const)('is %s for %j', (kind, types) => {
    expect(postKind(aPost({ references: types.map((type) => referring(type)) }))).toBe(kind);
  });
});

describe('filesOfPost', () => {
  it('names picture and still of a video, and only what there is', () => {
    const media: Media[] = [
      { key: '7_1', type: 'video', url: 'https://v/1.mp4', previewUrl: 'https://p/1.jpg' },
      { key: '7_2', type: 'video', previewUrl: 'https://p/2.jpg' },
      { key: '3_3', type: 'photo' },
    ];

    expect(filesOfPost(aPost({ media }))).toEqual([
      { fileKey: '7_1.original', role: 'original', type: 'video', url: 'https://v/1.mp4' },
      { fileKey: '7_1.preview', role: 'preview', type: 'video', url: 'https://p/1.jpg' },
      { fileKey: '7_2.preview', role: 'preview', type: 'video', url: 'https://p/2.jpg' },
    ]);
  });

  it('goes into what is quoted and reposted, not into what is replied to', () => {
    const quoted = aPost({ id: '2', media: [photo(2)] });
    const post = aPost({
      media: [photo(1)],
      references: [
        referring('quoted', quoted),
        referring('replied_to', aPost({ id: '3', media: [photo(3)] })),
        referring('reposted', aPost({ id: '4', references: [referring('quoted', quoted)] })),
        referring('quoted'),
      ],
    });

    expect(filesOfPost(post).map(({ fileKey }) => fileKey)).toEqual([
      '3_1.original',
      '3_2.original',
    ]);
  });
});
