import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { fieldQuery, USER_FIELDS } from './x-api-fields';
import { messageQuery, profileQuery } from './x-api-stream-fields';

const reference = z.looseObject({ $ref: z.string().optional() });
const lists = z.looseObject({
  paths: z.record(z.string(), z.object({ get: z.looseObject({ parameters: z.array(reference) }) })),
  components: z.looseObject({
    parameters: z.record(
      z.string(),
      z.object({
        name: z.string(),
        schema: z.object({ items: z.object({ enum: z.array(z.string()) }) }),
      }),
    ),
  }),
});

/** What X's own document lets a request of a route ask for, by parameter (test/fixtures/x-openapi). */
function documented(
  version: '2.166' | '2.167',
  route = '/2/users/{id}/tweets',
): Map<string, string[]> {
  const path = join(__dirname, `../../../../test/fixtures/x-openapi/${version}.json`);
  const { paths, components } = lists.parse(JSON.parse(readFileSync(path, 'utf8')));
  const named = paths[route]?.get.parameters.map(({ $ref }) => $ref?.split('/').at(-1)) ?? [];
  const ofRoute = Object.entries(components.parameters).filter(([key]) => named.includes(key));
  return new Map(ofRoute.map(([, { name, schema }]) => [name, schema.items.enum]));
}

/** Private metrics, and what concerns writers of Community Notes. */
const NOT_OURS = /^(non_public|organic|promoted)_metrics$|_notes$|^note_request|^suggested_/;
const dialects = [
  ['tweet', '2.166'],
  ['post', '2.167'],
] as const;
const names = (list = '') => list.split(',').filter(Boolean);

describe.each(dialects)('what is asked for in the %s dialect', (dialect, version) => {
  const known = documented(version);
  const full = fieldQuery({ dialect, context: 'full' });

  it.each(Object.entries(full))('is known to X: %s', (parameter, list) => {
    expect(known.get(parameter)).toEqual(expect.arrayContaining(names(list)));
    expect(names(list).length).toBeGreaterThan(0);
  });

  it.each(['full', 'own'] as const)('is all that X tells of a post itself: %s', (context) => {
    const query = fieldQuery({ dialect, context });
    const asked = [...names(query[`${dialect}.fields`]), ...names(query.expansions)];
    const itsOwn = ['referenced', 'in_reply_to_user_id', 'author_id', 'edit_history'];
    const missing = itsOwn.filter((name) => !asked.some((each) => each.startsWith(name)));
    const fields = known.get(`${dialect}.fields`)?.filter((field) => !NOT_OURS.test(field));
    expect(missing).toEqual([]);
    expect(fields?.filter((field) => !asked.includes(field))).toEqual([]);
    for (const parameter of ['poll.fields', 'place.fields']) {
      expect(names(query[parameter]).sort()).toEqual(known.get(parameter)?.toSorted());
    }
  });

  const { event_types: _, ...messages } = messageQuery({ dialect, context: 'full' });
  it.each([
    ...Object.entries(messages).map((entry) => ['/2/dm_events', ...entry] as const),
    ...Object.entries(profileQuery({ dialect })).map((entry) => ['/2/users/me', ...entry] as const),
  ])('is known to X of %s: %s', (route, parameter, list) => {
    expect(documented(version, route).get(parameter)).toEqual(expect.arrayContaining(names(list)));
    expect(names(list).length).toBeGreaterThan(0);
  });

  it('is all that X tells of an event of a conversation', () => {
    const known = documented(version, '/2/dm_events');
    const asked = [...names(messages['dm_event.fields']), ...names(messages.expansions)];
    const all = [...(known.get('dm_event.fields') ?? []), ...(known.get('expansions') ?? [])];
    const missing = all.filter((name) => !asked.some((each) => each.startsWith(name)));
    expect(missing).toEqual([]);
  });

  it('is all that a profile says of its user', () => {
    const query = profileQuery({ dialect });
    const asked = [...names(query['user.fields']), ...names(query.expansions)];
    const fields = documented(version, '/2/users/me').get('user.fields') ?? [];
    const notSaid =
      /^(confirmed_email|connection_status|most_recent_\w+|receives_your_dm|subscri(bes_to_you|ption))$/;
    expect(fields.filter((name) => !asked.includes(name) && !notSaid.test(name))).toEqual([]);
  });

  it('brings nobody who is only named along when just the own posts are wanted', () => {
    const own = names(fieldQuery({ dialect, context: 'own' }).expansions);
    expect(own.filter((name) => name.startsWith('entities.'))).toEqual([]);
    expect(own.length).toBeLessThan(names(full.expansions).length);
  });

  it('is known to X of users', () => {
    expect(known.get('user.fields')).toEqual(expect.arrayContaining(USER_FIELDS));
  });
});

describe('what is asked for', () => {
  it('asks for the media of a reposted post where X has a word for it', () => {
    const { expansions } = fieldQuery({ dialect: 'tweet', context: 'full' });
    expect(names(expansions)).toContain('referenced_tweets.id.attachments.media_keys');
  });

  it('says each thing in one dialect only', () => {
    const post = JSON.stringify(fieldQuery({ dialect: 'post', context: 'full' }));
    expect(post).not.toContain('tweet_ids');
    expect(post).not.toContain('referenced_tweets');
    expect(post).not.toContain('note_tweet');
    expect(JSON.stringify(fieldQuery({ dialect: 'tweet', context: 'full' }))).not.toContain('post');
  });
});
