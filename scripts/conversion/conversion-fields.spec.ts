import { readFileSync } from 'node:fs';
import {
  isAppError,
  isJsonObject,
  type Json,
  type JsonObject,
  type Content,
  type RawPost,
  readContent,
} from '@app/domain';
import { toItem, toMessage } from '@app/message-conversion';
import {
  aFullRaw,
  aMessageContext,
  fieldsOf,
  withOther,
  X_OPENAPI_VERSIONS,
  type XField,
  type XOpenApiVersion,
  type XSubject,
  xSubjects,
} from '@testing/message-conversion';

import { conversionFields, rowOf } from './conversion-fields';
import { conversionPage } from './conversion-page';

/** In the older vocabulary, which the table is in. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  note_post: 'note_tweet',
  referenced_posts: 'referenced_tweets',
  edit_history_post_ids: 'edit_history_tweet_ids',
  repost_count: 'retweet_count',
  pinned_post_id: 'pinned_tweet_id',
  most_recent_post_id: 'most_recent_tweet_id',
};
const nameOf = ({ object, path }: XField) =>
  `${object}.${path}`.replace(/\w+/g, (name) =>
    isSubject(object) ? (OLD_NAMES[name] ?? name) : name,
  );

const isSubject = (object: string) => xSubjects.some((subject) => subject === object);

/** The subject is the beginning of the text; it stands in the page too. */
const HEADING = /<title>[^]*?<\/title>|<h1[^]*?<\/h1>/g;

interface Outputs {
  read: string;
  item: string;
  headers: string;
  body: string;
}

interface Base {
  subject: XSubject;
  raw: RawPost;
}

/** With the files of the medium in the archive and without; nothing of what cannot be read any more. */
function outputsOf(base: Base, before: Outputs[] = []): Outputs[] {
  const content = readOrNone(base);
  if (!content) return [];
  const read = JSON.stringify(content);
  if (before[0]?.read === read) return before;
  const keys = ['7_1.original', '7_1.preview', '3_39.original'];
  const media = keys.map((key) => {
    const contentType = key.endsWith('preview') ? 'image/jpeg' : 'video/mp4';
    return [key, { sha256: 'ab', bytes: 1, contentType }] as const;
  });
  return [aMessageContext({ media: new Map(media) }), aMessageContext()].map((context) => {
    const { text, html, attachments, subject: _, ...headers } = toMessage(content, context);
    return {
      read,
      item: JSON.stringify(toItem(content, context)),
      headers: JSON.stringify(headers),
      body: JSON.stringify({ text, html: html.replace(HEADING, ''), attachments }),
    };
  });
}

function readOrNone({ subject, raw }: Base): Content | undefined {
  const about = { schemaVersion: 1, accountId: '7', postId: '100', format: 'x-api-v2' } as const;
  const noticed = { at: '2025-03-04T00:00:00.000Z' };
  try {
    return readContent({
      ...about,
      raw,
      noticed,
      ...(subject !== 'post' && { type: subject }),
    });
  } catch (error) {
    if (isAppError(error) && error.code === 'conversion.unreadable_post') return undefined;
    throw error;
  }
}

/** The full object, and the same without what stands in the light of other fields. */
function basesOf(version: XOpenApiVersion, subject: XSubject): RawPost[] {
  const full = aFullRaw(version, subject);
  const without = (...names: string[]) =>
    JSON.parse(JSON.stringify(full), (key, value: unknown) =>
      names.includes(key) ? undefined : value,
    ) as RawPost;
  const replaced = (from: string, to: string) =>
    JSON.parse(JSON.stringify(full).replaceAll(from, to)) as RawPost;
  const [variant] = variantsOf(full.includes.media);
  const variants = [variant, { ...variant, url: 'https://v/2', bit_rate: 900 }] as JsonObject[];
  return [
    full,
    without('note_tweet', 'note_post', 'article', 'alt_text'),
    without('entities'),
    without('users', 'username', 'note_tweet', 'note_post'),
    without('media_key'),
    without('copyright'),
    without('country_codes'),
    { ...full, includes: without('alt_text').includes },
    without('attachments', 'in_reply_to_user_id'),
    postWithout(full, 'note_tweet', 'note_post'),
    postWithout(full, 'entities'),
    postWithout(without('media_key'), 'note_tweet', 'note_post'),
    postWithout(without('media_key'), 'entities'),
    replaced('"type":"video"', '"type":"photo"'),
    replaced(JSON.stringify([variant]), JSON.stringify(variants)),
    // As it was before.
    { ...full, includes: { users: [full.post] } },
    { ...without('entities'), includes: { users: [without('entities').post] } },
    postWithout(full, 'urls'),
    { ...full, post: { ...full.post, event_type: 'ParticipantsJoin' } },
  ];
}

function postWithout(raw: RawPost, ...names: string[]): RawPost {
  const fields = Object.entries(raw.post).filter(([name]) => !names.includes(name));
  return { ...raw, post: Object.fromEntries(fields) };
}

/** The variants of the one medium. */
function variantsOf(media: Json | undefined): JsonObject[] {
  return [media ?? []]
    .flat()
    .filter(isJsonObject)
    .flatMap(({ variants }) => [variants ?? []].flat().filter(isJsonObject));
}

describe.each(X_OPENAPI_VERSIONS)('the fields that X (%s) has', (version) => {
  const fields = fieldsOf(version);
  const bases = xSubjects.flatMap((subject) =>
    basesOf(version, subject).map((raw) => ({
      subject,
      raw,
      outputs: outputsOf({ subject, raw }),
    })),
  );
  /** What of the outputs changes with the field, in one of the bases at least. */
  const changesOf = (field: XField, ways: readonly ('changed' | 'gone')[]) => {
    const about = isSubject(field.object) ? field.object : 'post';
    const pairs = bases
      .filter(({ subject }) => subject === about)
      .flatMap(({ subject, raw, outputs }) =>
        ways.flatMap((how) =>
          outputsOf({ subject, raw: withOther(raw, field, how) }, outputs).map((after, i) => [
            outputs[i],
            after,
          ]),
        ),
      );
    const differs = (output: keyof Outputs) =>
      pairs.some(([before, after]) => before?.[output] !== after?.[output]);
    return { item: differs('item'), headers: differs('headers'), body: differs('body') };
  };

  it('have a row each in the table', () => {
    expect(fields.map(nameOf).filter((name) => !rowOf(name))).toEqual([]);
    expect(fields.length).toBeGreaterThan(150);
  });

  it.each(fields.map((field) => [nameOf(field), field] as const))(
    '%s goes where its row says',
    (name, field) => {
      const { rawOnly, item, headers, body } = rowOf(name) ?? {};

      expect(changesOf(field, rawOnly === undefined ? ['changed', 'gone'] : ['changed'])).toEqual({
        item: Boolean(item),
        headers: Boolean(headers),
        body: Boolean(body),
      });
    },
  );
});

it('the table names no field that X does not have', () => {
  const known = X_OPENAPI_VERSIONS.flatMap(fieldsOf).map(nameOf);
  const used = new Set(known.map((name) => rowOf(name)));

  expect(conversionFields.filter((row) => !used.has(row)).map(({ field }) => field)).toEqual([]);
});

it('docs/conversion-fields.md is made of the table', () => {
  expect(readFileSync('docs/conversion-fields.md', 'utf8')).toBe(conversionPage());
});
