import { isJsonObject, type Json, type JsonObject, type RawPost } from '@app/domain';

import {
  kindsOf,
  propertiesOf,
  resolved,
  schemasOf,
  type XOpenApiVersion,
} from './x-openapi.arbitrary';

/** What records are about. */
export const xSubjects = ['post', 'message', 'profile'] as const;
export type XSubject = (typeof xSubjects)[number];

/** The objects they are made of, by the name they have in paths. */
export type XObject = XSubject | 'media' | 'user' | 'poll' | 'place';

/** One field that X's document knows, as `object.path`; `[]` stands for the members of a list. */
export interface XField {
  object: XObject;
  /** In the words of its version. */
  path: string;
  values: Json[];
}

const ALIKE = {
  message: 'DmEvent',
  profile: 'User',
  media: 'Media',
  user: 'User',
  poll: 'Poll',
  place: 'Place',
} as const;
const SCHEMAS: Readonly<Record<XOpenApiVersion, Readonly<Record<XObject, string>>>> = {
  '2.166': { post: 'Tweet', ...ALIKE },
  '2.167': { post: 'Post', ...ALIKE },
};

/** Every field of the objects, down to the values. */
export function fieldsOf(version: XOpenApiVersion): XField[] {
  const schemas = schemasOf(version);
  const objects: XObject[] = [...xSubjects, 'media', 'user', 'poll', 'place'];
  const fields = objects.flatMap((object) => {
    const schema = resolved(schemas, schemas[SCHEMAS[version][object]]);
    const kinds = kindsOf(schema).map(([, kind]) => resolved(schemas, kind));
    return [schema, ...kinds].flatMap((each) =>
      leavesOf(schemas, each, '').map((leaf) => ({ object, ...leaf })),
    );
  });
  const events = fields.find(({ object, path }) => object === 'message' && path === 'event_type');
  // The documents name them in words only.
  events?.values.push('MessageCreate', 'ParticipantsJoin');
  return [...new Map(fields.map((field) => [`${field.object}.${field.path}`, field])).values()];
}

function leavesOf(
  schemas: JsonObject,
  schema: JsonObject,
  path: string,
): { path: string; values: Json[] }[] {
  const properties = Object.entries(propertiesOf(schemas, schema));
  if (properties.length > 0) {
    return properties.flatMap(([name, value]) =>
      leavesOf(schemas, resolved(schemas, value), path === '' ? name : `${path}.${name}`),
    );
  }
  if (schema.type === 'array')
    return leavesOf(schemas, resolved(schemas, schema.items), `${path}[]`);
  return [{ path, values: enumOf(schema) }];
}

function enumOf(schema: JsonObject): Json[] {
  const kinds = Array.isArray(schema.oneOf) ? schema.oneOf.filter(isJsonObject) : [];
  return [schema, ...kinds].flatMap(({ enum: values }) => (Array.isArray(values) ? values : []));
}

/** So that what belongs together finds itself, and reads as a post. */
const VALUES: Readonly<Record<string, Json>> = {
  'post.id': '100',
  'post.author_id': '7001',
  'post.text': 'See https://t.co/1 by @adelev #maps $CNTS',
  'post.note_tweet.text': 'See https://t.co/1 by @adelev, at length #maps $CNTS',
  'post.note_post.text': 'See https://t.co/1 by @adelev, at length #maps $CNTS',
  'post.created_at': '2025-03-01T12:00:00.000Z',
  'post.in_reply_to_user_id': '8001',
  'post.conversation_id': '90',
  'post.edit_history_tweet_ids[]': ['99', '100'],
  'post.edit_history_post_ids[]': ['99', '100'],
  'post.referenced_tweets[].type': 'quoted',
  'post.referenced_posts[].type': 'quoted',
  'post.geo.place_id': '101',
  'post.article': { title: 'An article', plain_text: 'Its words' },
  'post.article_title': 'The title alone',
  ...tagsIn('post.entities'),
  ...tagsIn('post.note_tweet.entities'),
  ...tagsIn('post.note_post.entities'),
  'post.lang': 'en',
  'post.reply_settings': 'following',
  'post.edit_controls.editable_until': '2025-03-01T13:00:00.000Z',
  'message.id': '100',
  'message.event_type': 'MessageCreate',
  'message.text': 'See https://t.co/1 by @adelev #maps $CNTS',
  'message.created_at': '2025-03-01T12:00:00.000Z',
  'message.dm_conversation_id': '7001-8001',
  'message.sender_id': '8001',
  'message.participant_ids[]': ['8001', '8002'],
  ...tagsIn('message'),
  ...tagsIn('message.entities'),
  'profile.id': '7001',
  'profile.description': 'See https://t.co/1',
  'profile.withheld.country_codes[]': 'DE',
  'profile.pinned_tweet_id': '99',
  'profile.pinned_post_id': '99',
  'profile.profile_banner_url': 'https://contoso.example/banner',
  'user.id': '8001',
  'user.username': 'adelev',
  'poll.voting_status': 'open',
  'poll.end_datetime': '2025-03-02T12:00:00.000Z',
};
const VALUES_BY_NAME: Readonly<Record<string, Json>> = {
  id: '101',
  'media_keys[]': '7_1',
  media_key: '7_1',
  'poll_ids[]': '101',
  'media_source_tweet_id[]': '101',
  url: 'https://t.co/1',
  username: 'adelev',
  content_type: 'video/mp4',
  display_url: 'pic.x.com/1',
  'coordinates[]': [12.5, 45.5],
};

function tagsIn(entities: string): Record<string, string> {
  return { [`${entities}.hashtags[].tag`]: 'maps', [`${entities}.cashtags[].tag`]: 'CNTS' };
}

/** A post, event or profile that has every field of this version, and whatever it names along with it. */
export function aFullRaw(version: XOpenApiVersion, subject: XSubject): RawPost {
  const fields = fieldsOf(version);
  const build = (object: XObject, changes: JsonObject = {}): JsonObject => {
    const built: JsonObject = {};
    for (const field of fields.filter((each) => each.object === object)) {
      put(built, field.path, valueOf(field));
    }
    return { ...built, ...changes };
  };
  if (subject === 'profile') return { post: build('profile'), includes: {}, problems: [] };
  const referenced = {
    id: '101',
    text: 'Referred to',
    created_at: '2025-02-01T00:00:00.000Z',
    author_id: '8001',
  };
  return {
    post: build(subject),
    includes: {
      [version === '2.166' ? 'tweets' : 'posts']: [referenced],
      users: [build('user'), build('user', { id: '7001', username: 'contoso' })],
      media: [build('media', { type: 'video' })],
      polls: [build('poll')],
      places: [build('place')],
    },
    problems: [],
  };
}

function valueOf({ object, path, values }: XField): Json {
  const name = path.split('.').at(-1) ?? '';
  const named = VALUES[`${object}.${path}`] ?? VALUES_BY_NAME[name];
  if (named !== undefined) return named;
  if (values[0] !== undefined) return values[0];
  if (
    /(_count|votes|_ms|minutes|width|height|position|start|end|status|bit_rate|remaining|range\[\]|bbox\[\]|probability)$/.test(
      name,
    )
  )
    return 5;
  if (
    /^(is_|possibly|paid|protected|verified$|copyright|followers$|parody|receives|subscribes)/.test(
      name,
    )
  )
    return true;
  if (/(url|uri)$/.test(name)) return `https://contoso.example/${name}`;
  if (/(_at|datetime)$/.test(name)) return '2025-01-01T00:00:00.000Z';
  return name === 'properties' || name.endsWith('_metrics') ? {} : `a ${name}`;
}

/** Puts a value at a path, making the objects and lists on the way. */
function put(into: JsonObject, path: string, value: Json): void {
  const [head = '', ...rest] = path.split('.');
  const isList = head.endsWith('[]');
  const name = head.replace('[]', '');
  if (rest.length === 0) {
    into[name] = isList ? [value].flat() : value;
    return;
  }
  const child = isList ? [into[name] ?? []].flat()[0] : into[name];
  const object = isJsonObject(child) ? child : {};
  into[name] = isList ? [object] : object;
  put(object, rest.join('.'), value);
}

/** The same with another value in one field, or without it, wherever it has that field. */
export function withOther(raw: RawPost, field: XField, how: 'changed' | 'gone'): RawPost {
  const lists = { media: 'media', user: 'users', poll: 'polls', place: 'places' } as const;
  const path = field.path.split('.');
  const change = (object: JsonObject) => changed(object, path, how === 'gone' ? [] : field);
  if (isSubject(field.object)) return { ...raw, post: change(raw.post) };
  const list = lists[field.object];
  const entries = [raw.includes[list] ?? []].flat().filter(isJsonObject).map(change);
  return { ...raw, includes: { ...raw.includes, [list]: entries } };
}

function isSubject(object: XObject): object is XSubject {
  return xSubjects.some((subject) => subject === object);
}

/** `to`: the field, for another of its values; nothing, to leave it out. */
function changed(object: JsonObject, [head = '', ...path]: string[], to: XField | []): JsonObject {
  const name = head.replace('[]', '');
  const { [name]: value, ...rest } = object;
  if (value === undefined || (path.length === 0 && Array.isArray(to))) return rest;
  const change = (each: Json): Json => {
    if (isJsonObject(each) && path.length > 0) return changed(each, path, to);
    return Array.isArray(to) ? each : other(each, to.values);
  };
  return { ...object, [name]: Array.isArray(value) ? value.map(change) : change(value) };
}

function other(value: Json, values: Json[]): Json {
  const alternative = values.find((each) => each !== value);
  if (alternative !== undefined) return alternative;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value < 100 ? value + 1000 : 1;
  if (typeof value === 'string') return otherText(value);
  return { title: 'Changed', plain_text: 'Changed' };
}

function otherText(value: string): string {
  if (/^\d+$/.test(value)) return `${value}9`;
  if (/^\d+_\d+$/.test(value)) return `3_${value.length}9`;
  if (/^\d{4}-/.test(value)) return value.replace(/^\d{4}/, '2024');
  if (value.startsWith('pic.')) return 'contoso.example';
  return value.startsWith('http') ? `${value}9` : `${value} changed`;
}
