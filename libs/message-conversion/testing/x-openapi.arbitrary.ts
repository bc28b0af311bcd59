import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isJsonObject, type Json, type JsonObject, type RawPost } from '@app/domain';

export const X_OPENAPI_VERSIONS = ['2.166', '2.167'] as const;
export type XOpenApiVersion = (typeof X_OPENAPI_VERSIONS)[number];

/** Without these a post, an event or a user is none. */
const POST = ['id', 'text', 'created_at', 'author_id'];
const REQUIRED: Readonly<Record<string, string[]>> = {
  Tweet: POST,
  Post: POST,
  DmEvent: ['id', 'event_type', 'created_at', 'dm_conversation_id', 'sender_id'],
  User: ['id'],
};

/** Few, so that posts, users, media and polls often belong together. */
const anId = fc.constantFrom('1', '2', '3', '1896485748077494272', '9007199254740993');
const aMediaKey = fc.constantFrom('3_1', '7_2', '13_3', '16_4');
const aShortLink = fc.constantFrom('https://t.co/1', 'https://t.co/12', 'http://t.co/3');

/** What people, and those who mean harm, put into texts. */
const aText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    ' ',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    'Hi\r\nBcc: a@b.example\r\n\r\n<b>',
    '=?utf-8?Q?encoded?= =3D =_',
    '--=_boundary--\n.\nFrom me',
    'مرحبا Contoso שלום \u202eabc',
    '👩‍👩‍👧‍👦👍🏽🇳🇿 𠮷野家 #東京 $CNTS @adelev',
    'w'.repeat(1200),
    '漢'.repeat(400),
    'See https://t.co/1 and https://t.co/12, http://t.co/3',
  ),
);
const anAddress = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.constantFrom('javascript:alert(1)', 'https://contoso.example/"onx="<b>', 'no address', ''),
);
const aTime = fc
  .date({ min: new Date('2006-03-21'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((time) => time.toISOString());

const references = fc.array(
  fc.record({ type: fc.constantFrom('retweeted', 'quoted', 'replied_to'), id: anId }),
  { maxLength: 2 },
);

/** Where the document says less than is so. */
const BY_NAME: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  id: anId,
  author_id: anId,
  in_reply_to_user_id: anId,
  conversation_id: anId,
  place_id: anId,
  poll_ids: fc.array(anId, { maxLength: 1 }),
  edit_history_tweet_ids: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
  edit_history_post_ids: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
  referenced_tweets: references,
  referenced_posts: references,
  event_type: fc.constantFrom('MessageCreate', 'ParticipantsJoin', 'ParticipantsLeave'),
  dm_conversation_id: fc.constantFrom('1-2', '1896400000000000001'),
  sender_id: anId,
  participant_ids: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
  pinned_tweet_id: anId,
  pinned_post_id: anId,
  media_key: aMediaKey,
  media_keys: fc.uniqueArray(aMediaKey, { maxLength: 4 }),
  created_at: aTime,
  end_datetime: aTime,
  editable_until: aTime,
  url: fc.oneof(aShortLink, anAddress),
  expanded_url: anAddress,
  unwound_url: anAddress,
  preview_image_url: anAddress,
  article: fc.record({ title: aText, plain_text: aText }),
  article_title: aText,
  content_type: fc.constantFrom('video/mp4', 'application/x-mpegURL'),
  lang: fc.oneof(fc.constantFrom('en', 'ar', 'in', 'und', 'qme', 'zh'), aText),
  username: fc.oneof(fc.constantFrom('contoso', 'AdeleV', 'lynner'), aText),
};

/** Any post that X's own document allows for, with whatever may come along. */
export function aRawXPost(version: XOpenApiVersion): fc.Arbitrary<RawPost> {
  return aRawX(version, 'post');
}

/** The same of events of conversations and of users, too. */
export function aRawX(
  version: XOpenApiVersion,
  subject: 'post' | 'message' | 'profile',
): fc.Arbitrary<RawPost> {
  const schemas = schemasOf(version);
  const [name, list] = version === '2.166' ? ['Tweet', 'tweets'] : ['Post', 'posts'];
  const about = { post: name, message: 'DmEvent', profile: 'User' }[subject];
  const listOf = (schema: string) => fc.array(arbitraryOf(schemas, schema), { maxLength: 3 });
  const includes = fc.record({
    [list]: listOf(name),
    users: listOf('User'),
    media: fc.array(arbitraryOf(schemas, 'Media'), { maxLength: 4 }),
    polls: listOf('Poll'),
    places: listOf('Place'),
  });
  return fc
    .record({ post: arbitraryOf(schemas, about), includes, problems: fc.constant([]) })
    .map((raw) => JSON.parse(JSON.stringify(raw)) as RawPost);
}

/** `components.schemas` of X's document (test/fixtures/x-openapi). */
export function schemasOf(version: XOpenApiVersion): JsonObject {
  const path = join(__dirname, `../../../test/fixtures/x-openapi/${version}.json`);
  const document = JSON.parse(readFileSync(path, 'utf8')) as { components: JsonObject };
  return document.components.schemas as JsonObject;
}

/** The schema that a `$ref` names, or the schema itself. */
export function resolved(schemas: JsonObject, schema: Json | undefined): JsonObject {
  if (!isJsonObject(schema)) return {};
  if (typeof schema.$ref !== 'string') return schema;
  return resolved(schemas, schemas[schema.$ref.split('/').at(-1) ?? '']);
}

/** All properties of an object, those of what it is made of included. */
export function propertiesOf(schemas: JsonObject, schema: JsonObject): JsonObject {
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  const inherited = parts.map((part) => propertiesOf(schemas, resolved(schemas, part)));
  const own = isJsonObject(schema.properties) ? schema.properties : {};
  return Object.assign({}, ...inherited, own) as JsonObject;
}

function requiredOf(schemas: JsonObject, schema: JsonObject): Json[] {
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  const inherited = parts.flatMap((part) => requiredOf(schemas, resolved(schemas, part)));
  return [...inherited, ...(Array.isArray(schema.required) ? schema.required : [])];
}

/** The schemas of which an object is one (`discriminator`): name of the kind → schema. */
export function kindsOf({ discriminator }: JsonObject): [string, Json | undefined][] {
  if (!isJsonObject(discriminator) || !isJsonObject(discriminator.mapping)) return [];
  return Object.entries(discriminator.mapping).map(([kind, $ref]) => [kind, { $ref: $ref ?? '' }]);
}

function arbitraryOf(schemas: JsonObject, name: string): fc.Arbitrary<JsonObject> {
  const schema = resolved(schemas, schemas[name]);
  const required = REQUIRED[name] ?? [];
  const kinds = kindsOf(schema).map(([kind, ref]) =>
    objectOf(schemas, resolved(schemas, ref), ['type', 'media_key', ...required]).map((object) => ({
      ...object,
      type: kind,
    })),
  );
  return kinds.length > 0 ? fc.oneof(...kinds) : objectOf(schemas, schema, required);
}

function objectOf(
  schemas: JsonObject,
  schema: JsonObject,
  alsoRequired: string[] = [],
): fc.Arbitrary<JsonObject> {
  const required = requiredOf(schemas, schema);
  const properties = Object.entries(propertiesOf(schemas, schema)).map(([name, value]) => {
    return [name, BY_NAME[name] ?? valueOf(schemas, resolved(schemas, value))] as const;
  });
  return fc.record(Object.fromEntries(properties), {
    requiredKeys: properties
      .map(([name]) => name)
      .filter((name) => required.includes(name) || alsoRequired.includes(name)),
  });
}

function valueOf(schemas: JsonObject, schema: JsonObject): fc.Arbitrary<Json> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if ('allOf' in schema || 'properties' in schema) return objectOf(schemas, schema);
  switch (schema.type) {
    case 'array':
      return fc.array(valueOf(schemas, resolved(schemas, schema.items)), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Number(schema.maxItems ?? 3),
      });
    case 'integer':
      return fc.nat();
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true, min: -180, max: 180 });
    case 'boolean':
      return fc.boolean();
    case 'object':
      return fc.constant({});
    default:
      return stringOf(schema);
  }
}

function stringOf({ pattern, format, minLength, maxLength }: JsonObject): fc.Arbitrary<string> {
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  if (format === 'date-time') return aTime;
  if (format === 'uri') return anAddress;
  const min = Number(minLength ?? 0);
  const max = Number(maxLength ?? Infinity);
  return aText.filter(({ length }) => length >= min && length <= max);
}
