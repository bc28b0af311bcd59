import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { fieldQuery, USER_FIELDS } from './x-api-fields';

const lists = z.looseObject({
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

/** What X's own document lets a request for posts ask for, by parameter (test/fixtures/x-openapi). */
function documented(version: '2.166' | '2.167'): Map<string, string[]> {
  const path = join(__dirname, `../../../../test/fixtures/x-openapi/${version}.json`);
  const { parameters } = lists.parse(JSON.parse(readFileSync(path, 'utf8'))).components;
  const ofPosts = Object.entries(parameters).filter(([key]) => key !== 'UserExpansionsParameter');
  return new Map(ofPosts.map(([, { name, schema }]) => [name, schema.items.enum]));
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
