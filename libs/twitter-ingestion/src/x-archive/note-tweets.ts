import { type JsonObject } from '@app/domain';
import { z } from 'zod';

import { type JsElement } from './js-elements';

/** As much of a beginning as two long posts of one second do not share. */
const COMPARED_SIGNS = 200;
/** A post with a whole text of its own elsewhere is cut at about 280; a short one is none, whatever it begins with. */
const LONG_FROM_SIGNS = 200;
/** Of all of them together as the archive has them: fifty thousand long posts. */
const MAX_MIB = 128;
/** What each takes in memory besides, be it ever so short. */
const BYTES_BESIDES = 512;

const link = z.object({
  shortUrl: z.string(),
  expandedUrl: z.string().optional(),
  displayUrl: z.string().optional(),
});
const noteSchema = z.object({
  noteTweet: z.object({
    createdAt: z.coerce.date(),
    core: z.object({
      text: z.string(),
      urls: z.array(link).default([]),
      mentions: z.array(z.object({ screenName: z.string() })).default([]),
      hashtags: z.array(z.object({ text: z.string() })).default([]),
      cashtags: z.array(z.object({ text: z.string() })).default([]),
    }),
  }),
});
type Core = z.infer<typeof noteSchema>['noteTweet']['core'];

/**
 * The whole texts of long posts. X keeps them in a file of their own and does not say which post each is of: it is found by the
 * second it was made in and by its beginning. All are in memory, about twice the size of their texts; there is an end to it.
 */
export class NoteTweets {
  private readonly bySecond = new Map<number, Core[]>();
  private readonly unmatched = new Set<Core>();
  private room = MAX_MIB * 1024 ** 2;

  /** What is wrong with the entry, if something is; that there is no more room is said once. */
  add(element: JsElement): string | undefined {
    if (this.room < 0) return undefined;
    this.room -= BYTES_BESIDES + ('bytes' in element ? element.bytes.length : 0);
    if (this.room < 0) {
      return `the long texts are larger than ${MAX_MIB} MiB together: this one and those after it are not read`;
    }
    return 'value' in element ? this.take(element.value) : element.problem;
  }

  /** In the API's words. */
  find(createdAt: Date, text: string): JsonObject | undefined {
    const second = secondOf(createdAt);
    const near = [second, second - 1, second + 1].flatMap((each) => this.bySecond.get(each) ?? []);
    if (near.length === 0) return undefined;
    const beginning = beginningOf(text);
    const isCut = text.includes('…') || text.length >= LONG_FROM_SIGNS;
    const core = near.find((each) => decoded(each.text).startsWith(beginning));
    if (!isCut || beginning === '' || !core) return undefined;
    this.unmatched.delete(core);
    return toNote(core);
  }

  /** Texts that no post was found for. */
  get leftOver(): number {
    return this.unmatched.size;
  }

  private take(entry: JsonObject): string | undefined {
    const parsed = noteSchema.safeParse(entry);
    if (!parsed.success) return 'not as X describes long texts';
    const { createdAt, core } = parsed.data.noteTweet;
    const second = secondOf(createdAt);
    const ofSecond = this.bySecond.get(second) ?? [];
    ofSecond.push(core);
    this.bySecond.set(second, ofSecond);
    this.unmatched.add(core);
    return undefined;
  }
}

/** What stands before X's ellipsis and before the first of its short links, which the whole text may have in another form. */
function beginningOf(text: string): string {
  const [before = ''] = decoded(text).split(/…|https:\/\/t\.co\//);
  return before.slice(0, COMPARED_SIGNS).trimEnd();
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function secondOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

function toNote({ text, urls, mentions, hashtags, cashtags }: Core): JsonObject {
  return {
    text,
    entities: {
      urls: urls.map(({ shortUrl, expandedUrl, displayUrl }) => ({
        url: shortUrl,
        ...(expandedUrl !== undefined && { expanded_url: expandedUrl }),
        ...(displayUrl !== undefined && { display_url: displayUrl }),
      })),
      mentions: mentions.map(({ screenName }) => ({ username: screenName })),
      hashtags: hashtags.map(({ text: tag }) => ({ tag })),
      cashtags: cashtags.map(({ text: tag }) => ({ tag })),
    },
  };
}
