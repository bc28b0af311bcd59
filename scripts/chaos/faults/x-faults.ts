import { addTo, type FaultKind, ofSandbox } from './fault-kind';

/** As long as the old one: where a text is cut depends on it. */
const NEW_NAME = 'contos2';
/** Each account has more files. */
const LATEST_FILE = 6;

const x = (name: string, does: string, fault: object) =>
  ofSandbox(`x-${name}`, does, { target: 'x', ...fault });
const media = (name: string, does: string, fault: object) =>
  ofSandbox(`media-${name}`, does, { target: 'media', ...fault }, { latest: LATEST_FILE });

/** From some page on X shows the account differently; what was captured is the same but for that. */
function shownAs(
  name: string,
  does: string,
  fault: object,
  [shown, usual]: readonly [string, string],
): FaultKind {
  return {
    ...{ name, does },
    async arm(world, random) {
      const after = random.whole(0, 5);
      const { normalize } = world;
      world.normalize = (bytes) =>
        Buffer.from(normalize(bytes).toString('latin1').replaceAll(shown, usual), 'latin1');
      return addTo(world.control, name, { target: 'x', times: 10_000, after, ...fault });
    },
  };
}

export const xFaults: FaultKind[] = [
  x('429', 'limit of requests, told when it is over', { kind: 'rate_limit' }),
  x('429-without-headers', 'limit, not told when it is over', {
    ...{ kind: 'rate_limit', headers: false },
  }),
  x('402', 'no credits left', { kind: 'status', status: 402 }),
  x('500', 'fault of X', { kind: 'status', status: 500 }),
  x('502', 'fault of a gateway', { kind: 'status', status: 502 }),
  x('503', 'X over capacity', { kind: 'status', status: 503 }),
  ofSandbox('x-hang', 'X never answers', { target: 'x', kind: 'hang' }, { longest: 1 }),
  x('reset', 'connection reset before the answer', { kind: 'reset' }),
  x('reset-mid-body', 'connection reset in the middle of the answer', { kind: 'truncate' }),
  x('truncated-json', 'half of the JSON, sent as the whole', { kind: 'cut_json' }),
  x('html', 'HTML instead of JSON, with status 200', { kind: 'html', status: 200 }),
  x('html-503', 'HTML instead of JSON, with status 503', { kind: 'html' }),
  x('wrong-length', 'content-length of half the answer', { kind: 'wrong_length' }),
  x('clock-ahead', "X's header Date an hour ahead", { kind: 'skewed_date', seconds: 3600 }),
  x('clock-behind', "X's header Date ten seconds behind", { kind: 'skewed_date', seconds: -10 }),
  x('empty-page', 'a page without posts in between', { kind: 'empty_page', path: '/tweets' }),
  x('duplicate-page', 'the page before once more', { kind: 'repeated_page', path: '/tweets' }),
  x('out-of-order', 'posts of a page in another order, one twice', { kind: 'shuffled_page' }),
  x('token-revoked', "the account's keys refused, then good again", { kind: 'revoked' }),
  x('suspended', 'the account suspended, then let back', { kind: 'suspended' }),
  shownAs('x-protected', 'the account shown as protected', { kind: 'protected' }, [
    '"protected":true',
    '"protected":false',
  ]),
  shownAs('x-renamed', 'the account has another name', { kind: 'renamed', username: NEW_NAME }, [
    NEW_NAME,
    'contoso',
  ]),
  media('404', 'a file that is not found', { kind: 'status', status: 404 }),
  media('503', 'a file that cannot be had now', { kind: 'status', status: 503 }),
  media('reset-mid-body', 'connection reset in a file', { kind: 'truncate' }),
  // A shorter one is no fault anybody can see: half a file is then the file, as far as HTTP goes.
  media('wrong-length', 'content-length of two files', { kind: 'wrong_length', longer: true }),
  ofSandbox(
    'media-hang',
    'a file that never comes',
    { target: 'media', kind: 'hang' },
    { longest: 1 },
  ),
];
