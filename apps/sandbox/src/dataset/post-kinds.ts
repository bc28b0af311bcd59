import { type JsonObject } from '@app/domain';

import { addMedium } from './add-medium';
import { type StoredPost } from './dataset';
import { editControls, type PostParts, type PostWriter } from './post-writer';
import { codePoints, textOf } from './text-of';
import { longText, languages, scripts, sentence } from './texts';

const MINUTE_MS = 60_000;

/** Writes one post of the account (with what it needs) at a time. */
type WriteKind = (writer: PostWriter, time: Date) => void;

const plain =
  (kind: string, make: (writer: PostWriter) => Omit<PostParts, 'kind'>): WriteKind =>
  (writer, time) =>
    void writer.write(time, { kind, ...make(writer) });

const scripted = (name: keyof typeof scripts): WriteKind =>
  plain(name, ({ random }) => ({
    text: `${random.pick(scripts[name])} ${random.whole(1, 9999)}`,
    lang: languages[name],
  }));

function withMedia(
  kind: string,
  type: 'photo' | 'video' | 'animated_gif',
  count: number,
): WriteKind {
  return plain(kind, (writer) => {
    const media = Array.from({ length: count }, () => addMedium(writer, type));
    const [first] = media;
    return {
      text: `${sentence(writer.random)} ${textOf(first?.link.url)}`,
      entities: { urls: media.map(({ link }) => ({ ...link, url: first?.link.url })) },
      more: { attachments: { media_keys: media.map(({ key }) => key) } },
    };
  });
}

function poll(kind: string, status: 'open' | 'closed'): WriteKind {
  return (writer, time) => {
    const { random, dataset } = writer;
    const id = String(random.whole(1e12, 9e12));
    const labels = ['Yes', 'No', 'Perhaps', 'Ask me later'].slice(0, random.whole(2, 4));
    dataset.polls.push({
      id,
      options: labels.map((label, i) => ({ position: i + 1, label, votes: random.whole(0, 90) })),
      duration_minutes: 1440,
      end_datetime: new Date(time.getTime() + 1440 * MINUTE_MS).toISOString(),
      voting_status: status,
    });
    writer.write(time, {
      kind,
      text: `${sentence(random)} What do you think?`,
      more: { attachments: { poll_ids: [id] } },
    });
  };
}

/** A post of somebody else, made shortly before, that ours refers to. */
function othersPost(
  writer: PostWriter,
  time: Date,
  text: string,
  more: JsonObject = {},
): StoredPost {
  const author = writer.random.pick(writer.dataset.users);
  const before = new Date(time.getTime() - writer.random.whole(1, 50) * MINUTE_MS);
  return writer.write(before, {
    kind: 'of others',
    text,
    authorId: textOf(author.id),
    more,
    isListed: false,
  });
}

function usernameOf(writer: PostWriter, post: StoredPost): string {
  return textOf(writer.dataset.users.find(({ id }) => id === post.json.author_id)?.username);
}

function repost(
  kind: string,
  makeOriginal: (writer: PostWriter, time: Date) => StoredPost,
): WriteKind {
  return (writer, time) => {
    const original = makeOriginal(writer, time);
    const username = usernameOf(writer, original);
    const whole = `RT @${username}: ${textOf(original.json.text)}`;
    const text =
      codePoints(whole).length > 140 ? `${codePoints(whole).slice(0, 139).join('')}…` : whole;
    writer.write(time, {
      kind,
      text: text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
      entities: { mentions: [{ username, id: textOf(original.json.author_id) }] },
      more: { referenced_tweets: [{ type: 'retweeted', id: original.id }] },
    });
  };
}

function quote(kind: string, find: (writer: PostWriter, time: Date) => StoredPost): WriteKind {
  return (writer, time) => {
    const quoted = find(writer, time);
    const url = `https://t.co/q${quoted.id.slice(-9)}`;
    writer.write(time, {
      kind,
      text: `${sentence(writer.random)} ${url}`,
      entities: {
        urls: [
          {
            url,
            expanded_url: `https://twitter.com/i/web/status/${quoted.id}`,
            display_url: 'twitter.com/i/web/status/…',
          },
        ],
      },
      more: { referenced_tweets: [{ type: 'quoted', id: quoted.id }] },
    });
  };
}

function reply(
  kind: string,
  find: (writer: PostWriter, time: Date) => StoredPost,
  quotesToo = false,
): WriteKind {
  return (writer, time) => {
    const parent = find(writer, time);
    const isOwn = parent.json.author_id === writer.dataset.account.id;
    const username = usernameOf(writer, parent);
    const also = quotesToo
      ? [{ type: 'quoted', id: othersPost(writer, time, sentence(writer.random)).id }]
      : [];
    writer.write(time, {
      kind,
      text: isOwn ? sentence(writer.random) : `@${username} ${sentence(writer.random)}`,
      entities: isOwn ? {} : { mentions: [{ username, id: textOf(parent.json.author_id) }] },
      more: {
        in_reply_to_user_id: parent.json.author_id,
        conversation_id: parent.json.conversation_id,
        referenced_tweets: [{ type: 'replied_to', id: parent.id }, ...also],
      },
    });
  };
}

/** The account's newest own post that is still there. */
function ownPost(writer: PostWriter): StoredPost {
  const own = writer.dataset.posts.findLast(({ isListed, isDeleted }) => isListed && !isDeleted);
  if (!own) throw new Error('the account has not posted yet');
  return own;
}

/** A post that X will not show any more when asked for. */
function gonePost(writer: PostWriter, time: Date): StoredPost {
  const post = othersPost(writer, time, sentence(writer.random));
  post.isDeleted = true;
  return post;
}

const thread: WriteKind = (writer, time) => {
  const parent = writer.dataset.posts.findLast(
    ({ kind, isDeleted }) => kind === 'thread' && !isDeleted,
  );
  const goesOn = parent && writer.random.next() < 0.7;
  writer.write(time, {
    kind: 'thread',
    text: `${goesOn ? 'And then' : 'A thread'}: ${sentence(writer.random)}`,
    more: goesOn
      ? {
          in_reply_to_user_id: writer.dataset.account.id,
          conversation_id: parent.json.conversation_id,
          referenced_tweets: [{ type: 'replied_to', id: parent.id }],
        }
      : {},
  });
};

const long: WriteKind = plain('long', ({ random }) => {
  const text = longText(random, random.whole(300, 2500));
  return { text: `${codePoints(text).slice(0, 274).join('')}…`, more: { note_tweet: { text } } };
});

/** All versions are there, each a post of its own; only the newest is listed. */
const edited: WriteKind = (writer, time) => {
  const count = writer.random.whole(2, 4);
  const first = new Date(time.getTime() - count * MINUTE_MS);
  const versions = Array.from({ length: count }, (_, i) => {
    const at = new Date(first.getTime() + (i + 1) * MINUTE_MS);
    const text = `${sentence(writer.random)} (version ${i + 1})`;
    const isListed = i === count - 1;
    return writer.write(at, { kind: isListed ? 'edited' : 'earlier version', text, isListed });
  });
  const ids = versions.map(({ id }) => id);
  for (const { json } of versions) {
    json.edit_history_tweet_ids = ids;
    json.conversation_id = ids[0];
    json.edit_controls = editControls(
      new Date(textOf(json.created_at)),
      new Date(first.getTime() + MINUTE_MS),
    );
  }
};

/** Every kind, as often as it stands here. */
export const postKinds: readonly WriteKind[] = [
  plain('plain', ({ random }) => ({ text: sentence(random) })),
  withMedia('photo', 'photo', 1),
  reply('reply to others', (w, t) => othersPost(w, t, sentence(w.random))),
  plain('tags', ({ random }) => ({
    text: `${sentence(random)} #archive #${random.pick(['été', '東京', 'Q3'])}x $MSFT`,
  })),
  repost('repost', (w, t) => othersPost(w, t, longText(w.random, 180))),
  thread,
  plain('link', (w) => {
    const url = `https://t.co/l${w.random.whole(1e8, 9e8)}`;
    const expanded = `https://www.contoso.example/news?a=1&b=${w.random.whole(1, 999)}`;
    return {
      text: `${sentence(w.random)} ${url}`,
      entities: {
        urls: [
          {
            url,
            expanded_url: expanded,
            unwound_url: expanded,
            display_url: 'contoso.example/news',
            title: 'News',
            status: 200,
          },
        ],
      },
    };
  }),
  scripted('emoji'),
  quote('quote', (w, t) => othersPost(w, t, sentence(w.random))),
  plain('escaped', ({ random }) => ({
    text: `Terms & conditions: 3 < 4 > 2 and &amp; stays — ${sentence(random)}`,
  })),
  withMedia('photos', 'photo', 4),
  long,
  plain('plain', ({ random }) => ({ text: sentence(random) })),
  reply('reply to self', ownPost),
  withMedia('video', 'video', 1),
  scripted('arabic'),
  thread,
  poll('poll', 'closed'),
  repost('repost of a photo', (w, t) => {
    const { key } = addMedium(w, 'photo');
    return othersPost(w, t, sentence(w.random), { attachments: { media_keys: [key] } });
  }),
  edited,
  plain('mention', (w) => {
    const user = w.random.pick(w.dataset.users);
    const username = textOf(user.username);
    return {
      text: `With @${username}: ${sentence(w.random)}`,
      entities: { mentions: [{ username, id: textOf(user.id) }] },
    };
  }),
  scripted('japanese'),
  withMedia('gif', 'animated_gif', 1),
  quote('quote of own', ownPost),
  scripted('hebrew'),
  plain('place', (w) => ({
    text: sentence(w.random),
    more: { geo: { place_id: textOf(w.random.pick(w.dataset.places).id) } },
  })),
  poll('open poll', 'open'),
  scripted('chinese'),
  reply('reply that quotes', (w, t) => othersPost(w, t, sentence(w.random)), true),
  plain('sensitive', ({ random }) => ({
    text: sentence(random),
    more: { possibly_sensitive: true },
  })),
  repost('repost of a lost post', gonePost),
  plain('deleted', ({ random }) => ({ text: sentence(random), isDeleted: true })),
  scripted('french'),
  plain('withheld', ({ random }) => ({
    text: sentence(random),
    more: { withheld: { copyright: false, country_codes: ['DE', 'FR'] } },
  })),
  reply('reply to a lost post', gonePost),
];
