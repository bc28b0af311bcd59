import {
  filesOfPost,
  firstIdAt,
  type JsonObject,
  type Post,
  postKind,
  readPost,
} from '@app/domain';
import { anArchiveTweet } from '@testing/twitter-ingestion';

import { toApiPost } from './archive-post.mapper';
import { NoteTweets } from './note-tweets';

const owner = {
  accountId: '7',
  username: 'contoso',
  name: 'Contoso',
  profileImageUrl: 'https://p',
};
const at = '2024-03-01T12:00:00.000Z';
const id = firstIdAt(new Date(at));

function map(tweet: JsonObject, notes = new NoteTweets()) {
  return toApiPost(tweet, owner, (time, text) => notes.find(time, text));
}

function postOf(tweet: JsonObject, notes?: NoteTweets): Post {
  const mapped = map(anArchiveTweet(tweet), notes);
  if ('problem' in mapped) throw new Error(mapped.problem);
  return readPost(mapped.raw);
}

const photo = (over: JsonObject = {}): JsonObject => ({
  ...{ id: '55', id_str: '55', indices: ['6', '29'], type: 'photo' },
  ...{ url: 'https://t.co/pic', display_url: 'pic.twitter.com/pic' },
  expanded_url: `https://twitter.com/contoso/status/${id}/photo/1`,
  media_url_https: 'https://pbs.twimg.com/media/AbC.jpg',
  sizes: { large: { w: '100', h: '50', resize: 'fit' } },
  ...over,
});
const withMedia = (...media: JsonObject[]) => ({ extended_entities: { media } });

describe('a post of the archive in the words of the API', () => {
  it('is read as the API would give it', () => {
    expect(postOf({ full_text: 'a &lt; b', possibly_sensitive: true })).toMatchObject({
      id,
      createdAt: new Date(at),
      author: { id: '7', username: 'contoso', name: 'Contoso', profileImageUrl: 'https://p' },
      conversationId: id,
      text: 'a < b',
      metrics: { likes: 3, reposts: 1 },
      lang: 'en',
      sourceApp: 'Twitter Web App',
      isSensitive: true,
      versionIds: [id],
    });
  });

  it('names links, mentions and tags', () => {
    const entities = {
      hashtags: [{ text: 'news', indices: ['0', '5'] }],
      symbols: [{ text: 'MSFT', indices: ['6', '11'] }],
      user_mentions: [
        { name: 'Fabrikam', screen_name: 'fabrikam', id_str: '8', indices: ['1', '2'] },
        { name: 'Gone', screen_name: 'gone', id_str: '-1', indices: ['3', '4'] },
      ],
      urls: [{ url: 'https://t.co/a', expanded_url: 'https://example.com/', indices: ['1', '9'] }],
    };
    expect(postOf({ entities })).toMatchObject({
      hashtags: ['news'],
      cashtags: ['MSFT'],
      mentions: [{ id: '8', username: 'fabrikam' }, { username: 'gone' }],
      links: [{ url: 'https://t.co/a', expandedUrl: 'https://example.com/', isMedia: false }],
    });
  });

  it('replies, in a conversation that the archive does not name', () => {
    const post = postOf({
      in_reply_to_status_id_str: '20',
      in_reply_to_user_id_str: '8',
      in_reply_to_screen_name: 'fabrikam',
    });
    expect(postKind(post)).toBe('reply');
    expect(post).toMatchObject({
      conversationId: undefined,
      inReplyToUser: { id: '8', username: 'fabrikam' },
      references: [{ type: 'replied_to', id: '20' }],
    });
  });

  it.each([
    ['quotes what its text ends with the link of', 'See https://t.co/q', 'status/20?s=20', ['20']],
    ['quotes it though media follow', 'See https://t.co/q https://t.co/pic', 'statuses/20', ['20']],
    ['only links to what stands in the middle', 'https://t.co/q is old', 'status/20', []],
    ["only links to a picture of another's post", 'See https://t.co/q', 'status/20/photo/1', []],
  ])('%s', (_, text, path, quoted) => {
    const url = { url: 'https://t.co/q', expanded_url: `https://twitter.com/fabrikam/${path}` };
    const post = postOf({ full_text: text, entities: { urls: [url] }, ...withMedia(photo()) });
    expect(post.references.map((each) => each.id)).toEqual(quoted);
  });

  it('is a repost of what its picture comes from; without one X does not tell of what', () => {
    const full_text = 'RT @fabrikam: Look https://t.co/pic';
    const shown = postOf({ full_text, ...withMedia(photo({ source_status_id_str: '20' })) });
    expect(shown.references).toEqual([{ type: 'reposted', id: '20', problem: undefined }]);
    const untold = postOf({ full_text: 'RT @fabrikam: Lo…' });
    expect([postKind(untold), untold.text]).toEqual(['post', 'RT @fabrikam: Lo…']);
  });

  it('is a version of an edited post', () => {
    const editTweetIds = ['100', id];
    const control = {
      editTweetIds,
      editableUntil: '2024-03-01T13:00:00.000Z',
      editsRemaining: '4',
    };
    const edited = { edit: { initialTweetId: '100', editControlInitial: control } };
    const expected = { versionIds: editTweetIds, editableUntil: new Date(control.editableUntil) };
    expect(postOf({ edit_info: edited })).toMatchObject(expected);
    expect(postOf({ edit_info: { initial: control } })).toMatchObject(expected);
  });

  it('is of a community, at a place, and withheld', () => {
    const place = { id: 'p', full_name: 'Redmond, WA', country: 'United States' };
    const more = { community_id_str: '9', withheld_in_countries: ['DE'], place };
    expect(postOf(more)).toMatchObject({
      communityId: '9',
      withheldIn: ['DE'],
      place: { id: 'p', fullName: 'Redmond, WA', country: 'United States' },
    });
  });

  it('reads the earliest archives too', () => {
    const { id_str: _id, full_text: _text, ...early } = anArchiveTweet({ text: 'Old' });
    const mapped = map(early);
    expect(mapped).toMatchObject({ raw: { post: { id, text: 'Old' } } });
  });
});

describe('media', () => {
  const video = (over: JsonObject = {}) =>
    photo({
      type: 'video',
      media_url_https: 'https://pbs.twimg.com/ext_tw_video_thumb/55/pu/img/x.jpg',
      video_info: {
        aspect_ratio: ['16', '9'],
        duration_millis: '71000',
        variants: [
          {
            bitrate: '256000',
            content_type: 'video/mp4',
            url: 'https://video.twimg.com/lo.mp4?tag=1',
          },
          { content_type: 'application/x-mpegURL', url: 'https://video.twimg.com/x.m3u8' },
          {
            bitrate: '832000',
            content_type: 'video/mp4',
            url: 'https://video.twimg.com/hi.mp4?tag=1',
          },
        ],
      },
      ...over,
    });

  it.each([
    ['a photo', photo({ ext_alt_text: 'A cat' }), '3_55', [`${id}-AbC.jpg`]],
    ['a video', video(), '7_55', [`${id}-hi.mp4`, `${id}-lo.mp4`, `${id}-x.m3u8`]],
    [
      'an advertised video',
      video({ media_url_https: 'https://pbs.twimg.com/amplify_video_thumb/5/x.jpg' }),
      '13_55',
      undefined,
    ],
    ['a GIF', video({ type: 'animated_gif' }), '16_55', undefined],
  ])('%s has the key of the API, and the file names of the archive', (_, media, key, names) => {
    const mapped = map(anArchiveTweet(withMedia(media)));
    const [first] = 'media' in mapped ? mapped.media : [];
    expect(first?.key).toBe(key);
    expect(first?.fileNames).toEqual(names ?? first?.fileNames);
  });

  it('are described as the API does, without the link that stands for them', () => {
    const post = postOf({
      full_text: 'Look https://t.co/pic',
      ...withMedia(video(), photo({ id_str: '56' })),
    });
    expect(post.media).toMatchObject([
      {
        key: '7_55',
        type: 'video',
        durationMs: 71_000,
        url: 'https://video.twimg.com/hi.mp4?tag=1',
      },
      { key: '3_56', type: 'photo' },
    ]);
    expect(post.links).toMatchObject([{ url: 'https://t.co/pic', isMedia: true }]);
    expect(filesOfPost(post).map(({ fileKey }) => fileKey)).toEqual([
      '7_55.original',
      '7_55.preview',
      '3_56.original',
    ]);
  });
});

describe('the whole text of a long post', () => {
  const text = `${'A long post, and long. '.repeat(20)}https://t.co/n #end`;
  const cut = `${text.slice(0, 270)}… https://t.co/cut`;
  const note = (createdAt: string, over: JsonObject = {}) => ({
    noteTweet: {
      noteTweetId: '1',
      createdAt,
      core: {
        text,
        urls: [{ shortUrl: 'https://t.co/n', expandedUrl: 'https://example.com/n' }],
        mentions: [{ screenName: 'fabrikam' }],
        hashtags: [{ text: 'end' }],
        ...over,
      },
    },
  });
  function notesOf(...entries: JsonObject[]): NoteTweets {
    const notes = new NoteTweets();
    const add = (value: JsonObject) =>
      notes.add({ index: 0, line: 1, bytes: Buffer.from(JSON.stringify(value)), value });
    expect(entries.map(add)).toEqual(entries.map(() => undefined));
    return notes;
  }

  it('is found by its time and its beginning', () => {
    const notes = notesOf(note('2024-03-01T12:00:00.900Z'), note(at, { text: 'Another' }));
    expect(postOf({ full_text: cut }, notes)).toMatchObject({
      isLong: true,
      text,
      hashtags: ['end'],
      mentions: [{ username: 'fabrikam' }],
      links: [{ url: 'https://t.co/n', expandedUrl: 'https://example.com/n' }],
    });
    expect(notes.leftOver).toBe(1);
  });

  it.each([
    ['made at another time', '2024-03-01T12:00:03.000Z', cut],
    ['that begins otherwise', at, `B${cut}`],
    ['that is short', at, 'A long post'],
  ])('is not given to a post %s', (_, time, full_text) => {
    expect(postOf({ full_text }, notesOf(note(time))).isLong).toBe(false);
  });
});

describe('a post that cannot be read', () => {
  it.each<[string, JsonObject, string]>([
    ['has no text', { full_text: null }, 'not as X describes posts, in: full_text'],
    ['has no time', { created_at: 'then' }, 'created_at is no time'],
    [
      'says another time than its id',
      { id_str: firstIdAt(new Date('2024-03-01T12:00:02Z')) },
      'its id and created_at tell different times',
    ],
    [
      'has nonsense for media',
      { extended_entities: { media: [{}] } },
      'extended_entities.media.0.id_str',
    ],
  ])('%s: the problem names fields, not their content', (_, over, problem) => {
    const tweet = anArchiveTweet({ ...over, at });
    const mapped = map({ ...tweet, ...over });
    expect(mapped).toEqual({ problem: expect.stringContaining(problem) as string });
  });
});
