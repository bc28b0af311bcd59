import { addMedium } from './add-medium';
import { type PostWriter } from './post-writer';
import { textOf } from './text-of';
import { sentence } from './texts';
import { writeMessage } from './write-message';

/** Writes one event of a conversation that the account takes part in. */
type WriteEvent = (writer: PostWriter, time: Date) => void;

const GROUP_ID = '1700000000000000001';

function idsOf({ dataset }: PostWriter) {
  const { account, users } = dataset;
  const [first = '', second = '', third = ''] = users
    .map(({ id }) => textOf(id))
    .filter((id) => id !== account.id);
  return { account: account.id, first, second, third };
}

const received: WriteEvent = (writer, time) => {
  const { account, first } = idsOf(writer);
  const text = `Hello! ${sentence(writer.random)}`;
  writeMessage(writer, time, { senderId: first, memberIds: [account, first], text });
};

const answered: WriteEvent = (writer, time) => {
  const { account, first } = idsOf(writer);
  const url = `https://t.co/d${writer.random.whole(1e8, 9e8)}`;
  writeMessage(writer, time, {
    senderId: account,
    memberIds: [account, first],
    text: `Terms & conditions are here: ${url} #archive`,
    entities: {
      urls: [
        {
          url,
          expanded_url: 'https://www.contoso.example/terms',
          display_url: 'contoso.example/terms',
        },
      ],
    },
  });
};

const photo: WriteEvent = (writer, time) => {
  const { account, second } = idsOf(writer);
  const { key, link } = addMedium(writer, 'photo');
  const { media_key: _, ...plainLink } = link;
  writeMessage(writer, time, {
    senderId: second,
    memberIds: [account, second],
    text: `See ${textOf(link.url)}`,
    entities: { urls: [plainLink] },
    more: { attachments: { media_keys: [key] } },
  });
};

const sharedPost: WriteEvent = (writer, time) => {
  const { account, second } = idsOf(writer);
  const shared = writer.dataset.posts.findLast(
    ({ isListed, isDeleted, json }) =>
      isListed && !isDeleted && textOf(json.created_at) < time.toISOString(),
  );
  const id = shared?.id ?? '20';
  const url = `https://t.co/s${id.slice(-9)}`;
  writeMessage(writer, time, {
    senderId: account,
    memberIds: [account, second],
    text: url,
    entities: {
      urls: [
        {
          url,
          expanded_url: `https://twitter.com/${writer.dataset.account.username}/status/${id}`,
          display_url: 'twitter.com/…',
        },
      ],
    },
    more: { referenced_tweets: [{ id }] },
  });
};

const group =
  (
    event: 'MessageCreate' | 'ParticipantsJoin' | 'ParticipantsLeave',
    sender: 'account' | 'first' | 'third',
  ): WriteEvent =>
  (writer, time) => {
    const ids = idsOf(writer);
    const { account, first, second, third } = ids;
    writeMessage(writer, time, {
      event,
      senderId: ids[sender],
      memberIds: [account, first, second, third],
      conversationId: GROUP_ID,
      text: `To all: ${sentence(writer.random)}`,
      more: event === 'MessageCreate' ? {} : { participant_ids: [third] },
    });
  };

/** Every kind, as often as it stands here. */
export const messageKinds: readonly WriteEvent[] = [
  received,
  answered,
  group('ParticipantsJoin', 'account'),
  group('MessageCreate', 'third'),
  photo,
  sharedPost,
  group('ParticipantsLeave', 'third'),
  group('MessageCreate', 'first'),
];
