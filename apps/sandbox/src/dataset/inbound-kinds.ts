import { addMedium } from './add-medium';
import { type StoredPost } from './dataset';
import { type PostParts, type PostWriter } from './post-writer';
import { textOf } from './text-of';
import { sentence } from './texts';

/** What somebody posts who has to do with the account; `own` is one of its posts. */
type WriteInbound = (writer: PostWriter, time: Date, own: StoredPost) => void;

function write(writer: PostWriter, time: Date, parts: PostParts): void {
  const others = writer.dataset.users.filter(({ id }) => id !== writer.dataset.account.id);
  const authorId = textOf(writer.random.pick(others).id);
  writer.write(time, { authorId, isListed: false, ...parts });
}

/** The account by name, as a mention; the name stands in the text. */
function named({ dataset: { account } }: PostWriter) {
  return { mentions: [{ username: account.username, id: account.id }] };
}

const mention: WriteInbound = (writer, time) => {
  write(writer, time, {
    kind: 'mention by others',
    text: `@${writer.dataset.account.username} ${sentence(writer.random)}`,
    entities: named(writer),
  });
};

const mentionWithPhoto: WriteInbound = (writer, time) => {
  const { key, link } = addMedium(writer, 'photo');
  write(writer, time, {
    kind: 'mention by others',
    text: `Seen at @${writer.dataset.account.username} ${textOf(link.url)}`,
    entities: { ...named(writer), urls: [link] },
    more: { attachments: { media_keys: [key] } },
  });
};

const reply: WriteInbound = (writer, time, own) => {
  const { account } = writer.dataset;
  write(writer, time, {
    kind: 'reply by others',
    text: `@${account.username} ${sentence(writer.random)}`,
    entities: named(writer),
    more: {
      in_reply_to_user_id: account.id,
      conversation_id: own.json.conversation_id,
      referenced_tweets: [{ type: 'replied_to', id: own.id }],
    },
  });
};

const quote: WriteInbound = (writer, time, own) => {
  write(writer, time, {
    kind: 'quote by others',
    ...quoting(writer, own, sentence(writer.random)),
  });
};

/** A text with the address of the post it quotes at its end, as X writes it; of the newer host or the older. */
export function quoting(
  { dataset, random }: PostWriter,
  quoted: StoredPost,
  text: string,
): Pick<PostParts, 'text' | 'entities' | 'more'> {
  const author = dataset.users.find(({ id }) => id === quoted.json.author_id);
  const page = `${random.pick(['x.com', 'twitter.com'])}/${textOf(author?.username)}/status/${quoted.id}`;
  const url = `https://t.co/q${quoted.id.slice(-9)}`;
  return {
    text: `${text} ${url}`,
    entities: {
      urls: [{ url, expanded_url: `https://${page}`, display_url: `${page.slice(0, 20)}…` }],
    },
    more: { referenced_tweets: [{ type: 'quoted', id: quoted.id }] },
  };
}

/** Every kind, as often as it stands here. */
export const inboundKinds: readonly WriteInbound[] = [
  mention,
  reply,
  quote,
  mentionWithPhoto,
  reply,
];
