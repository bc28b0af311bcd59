import {
  type AccountProfile,
  AppError,
  isJsonObject,
  isPostId,
  type JsonObject,
} from '@app/domain';
import { z } from 'zod';

/** A post must have an id: without, it could neither be kept nor be told missing. All else is judged post by post. */
const post = z.custom<JsonObject>((value) => isJsonObject(value) && isPostId(value.id));

/** Words about what X left out; one that is not as described must not cost the whole page. */
const word = z.string().optional().catch(undefined);
const partialError = z.looseObject({
  title: word,
  detail: word,
  type: word,
  resource_id: word,
  value: word,
});

/** What every answer with posts has around them. An empty list is left out by X. */
const bodySchema = z.looseObject({
  data: z.array(post).default([]),
  meta: z.looseObject({ next_token: z.string().optional() }).optional(),
  errors: z.array(partialError).optional(),
});

const profileSchema = z.looseObject({
  data: z.looseObject({
    id: z.string().regex(/^\d{1,19}$/),
    username: z.string(),
    name: z.string(),
    public_metrics: z
      .looseObject({ tweet_count: z.number().optional(), post_count: z.number().optional() })
      .optional(),
  }),
});

export type XBody = z.infer<typeof bodySchema> & { raw: JsonObject };

/** Partial errors that make the whole answer one to ask for again. */
const PASSING_FAULTS = /(field-hydration-failure|internal-error)$/;

/** An answer with posts. Throws `twitter.malformed` when it is not JSON, has neither data nor meta, or X says it is not whole. */
export function parseBody(bytes: Buffer): XBody {
  const raw = parseJson(bytes);
  const parsed = bodySchema.safeParse(raw);
  if (!parsed.success) throw malformed('is not as X describes it', parsed.error);
  if (!('data' in raw) && !('meta' in raw) && !('errors' in raw)) throw malformed('holds nothing');
  if (parsed.data.errors?.some(({ type = '' }) => PASSING_FAULTS.test(type))) {
    throw malformed('is not whole, by its own words');
  }
  return { ...parsed.data, raw };
}

/**
 * How many resources X may bill for an answer: X bills posts, users, events and likes each
 * (https://docs.x.com/x-api/getting-started/pricing), and does not say that what came along is free.
 */
export function billedFor({ data, raw }: XBody): number {
  const includes = isJsonObject(raw.includes) ? raw.includes : {};
  const along = ['tweets', 'posts', 'users'].flatMap((list) => includes[list] ?? []);
  return data.length + along.length;
}

/** Who the account is, and the user with all X tells, as sent. */
export function parseProfile(bytes: Buffer): { profile: AccountProfile; user: JsonObject } {
  const raw = parseJson(bytes);
  const parsed = profileSchema.safeParse(raw);
  if (!parsed.success || !isJsonObject(raw.data)) {
    throw malformed('does not tell who the account is', parsed.error);
  }
  const { id, username, name, public_metrics: metrics } = parsed.data.data;
  const postCount = metrics?.tweet_count ?? metrics?.post_count;
  return { profile: { accountId: id, username, name, postCount }, user: raw.data };
}

/**
 * X drops field names it does not know without a word. A page whose posts all lack what is always there means that it no longer
 * knows ours: archiving goes no further (`twitter.fields_missing`) rather than keep husks.
 */
export function checkComplete(body: XBody): void {
  checkHusks(body, ['created_at', 'author_id']);
}

/** The same for events of conversations. */
export function checkEventsComplete(body: XBody): void {
  checkHusks(body, ['created_at', 'dm_conversation_id']);
}

function checkHusks({ data }: XBody, always: string[]): void {
  const [husk] = data;
  if (!husk || data.some((post) => always.every((name) => name in post))) return;
  throw new AppError(
    'twitter.fields_missing',
    'X leaves out fields that were asked for; it may have renamed them. Try the other X_API_DIALECT, and report this.',
    { fields: Object.keys(husk).sort().join(',') },
  );
}

/** When X made an answer, by its header `Date`, but never later than it was `received`: a clock ahead promises too much. */
export function answeredAt(date: string | undefined, received: Date): Date {
  const saidMs = Date.parse(date ?? '');
  return saidMs < received.getTime() ? new Date(saidMs) : received;
}

function parseJson(bytes: Buffer): JsonObject {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    if (isJsonObject(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Without the parser's words, which quote what is around the wrong place.
    throw malformed('is not JSON');
  }
  throw malformed('is not a JSON object');
}

function malformed(what: string, cause?: unknown): AppError {
  return new AppError(
    'twitter.malformed',
    `An answer of X ${what}; the request is made again at the next interval.`,
    {},
    { cause },
  );
}
