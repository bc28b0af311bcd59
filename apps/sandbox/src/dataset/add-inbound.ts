import { compareIds, firstIdAt } from '@app/domain';

import { type Dataset } from './dataset';
import { type DatasetOptions, SPAN_MS } from './dataset-options';
import { inboundKinds } from './inbound-kinds';
import { messageKinds } from './message-kinds';
import { PostWriter } from './post-writer';
import { Random } from './random';
import { textOf } from './text-of';
import { sentence } from './texts';

const DAY_MS = 24 * 3600_000;
/** X's search knows the last seven days, its messages go back for thirty: there is something within, and something out of reach. */
const RECENT_MS = 6 * DAY_MS;
const MESSAGES_MS = 45 * DAY_MS;

/**
 * What others have to do with the account: posts that name it, answer or quote it, messages, and posts it likes. Random numbers of
 * their own: the account's posts stay the same.
 */
export function addInbound(
  dataset: Dataset,
  { seed, posts, end, mediaBase }: DatasetOptions,
): void {
  const writer = new PostWriter(dataset, new Random(seed + 0x1b0d), mediaBase);
  const own = dataset.posts
    .filter(({ isListed, isDeleted }) => isListed && !isDeleted)
    .sort((a, b) => compareIds(a.id, b.id));
  const recent = Math.floor(posts / 20);
  const times = [
    ...spread(Math.floor(posts / 5) - recent, SPAN_MS, RECENT_MS, end),
    ...spread(recent, RECENT_MS, 0, end),
  ];
  times.forEach((time, i) => {
    const before = own.findLast(({ id }) => compareIds(id, firstIdAt(time)) < 0);
    if (before) inboundKinds[i % inboundKinds.length]?.(writer, time, before);
  });
  spread(Math.floor(posts / 8), MESSAGES_MS, 0, end).forEach((time, i) =>
    messageKinds[i % messageKinds.length]?.(writer, time),
  );
  addLikes(writer, end, Math.floor(posts / 16));
}

/** Posts of others that the account likes: some made for it, every tenth of them gone since; and every fourth that it is named in. */
function addLikes(writer: PostWriter, end: Date, count: number): void {
  const { dataset, random } = writer;
  const named = dataset.posts.filter(({ kind }, i) => kind.endsWith('by others') && i % 4 === 0);
  const others = dataset.users.filter(({ id }) => id !== dataset.account.id);
  const made = spread(count, SPAN_MS, 0, end).map((time, i) =>
    writer.write(time, {
      kind: 'liked',
      text: sentence(random),
      authorId: textOf(random.pick(others).id),
      isListed: false,
      isDeleted: i % 10 === 9,
    }),
  );
  const liked = [...named, ...made].sort((a, b) => compareIds(a.id, b.id));
  liked.forEach(({ id: postId }, i) =>
    dataset.likes.push({ userId: dataset.account.id, postId, order: i + 1 }),
  );
}

/** So many moments, evenly between two that lie before the end. */
function spread(count: number, fromMs: number, toMs: number, end: Date): Date[] {
  const stepMs = (fromMs - toMs) / count;
  return Array.from(
    { length: count },
    (_, i) => new Date(Math.floor(end.getTime() - fromMs + (i + 0.5) * stepMs)),
  );
}
