import { answeredAt, billedFor, checkComplete, parseBody } from './x-api-body';

const post = (id: string) => ({
  id,
  text: 'x',
  created_at: '2025-01-01T00:00:00Z',
  author_id: '7',
});
const parse = (body: object) => parseBody(Buffer.from(JSON.stringify(body)));

describe('parseBody', () => {
  it('takes an answer without posts', () => {
    expect(parse({ meta: { result_count: 0 } }).data).toEqual([]);
  });

  it('does not give a page up for words about what was left out', () => {
    const body = parse({ data: [post('1')], errors: [{ value: 12, title: null, detail: 'gone' }] });
    expect(body.errors).toEqual([expect.objectContaining({ detail: 'gone' })]);
  });

  it.each([
    ['a post without an id', { data: [{ text: 'x' }] }],
    ['an id that is a number', { data: [{ id: 12 }] }],
    ['nothing', {}],
    ['posts that are none', { data: 'x' }],
    [
      'a list of posts in part',
      { errors: [{ type: 'https://api.x.com/2/problems/internal-error' }] },
    ],
  ])('refuses %s', (_, body) => {
    expect(() => parse(body)).toThrow(
      expect.objectContaining({ code: 'twitter.malformed' }) as Error,
    );
  });
});

describe('an answer that is not JSON', () => {
  it('is told without a word of it', () => {
    const parsing = () => parseBody(Buffer.from('{"data":[{"text": my secret }]}'));
    expect(parsing).toThrow(
      expect.objectContaining({
        code: 'twitter.malformed',
        message: 'An answer of X is not JSON; the request is made again at the next interval.',
        cause: undefined,
      }) as Error,
    );
  });
});

describe('billedFor', () => {
  it('counts posts, and the posts and users that came along, in either vocabulary', () => {
    const data = [post('1'), post('2')];
    const [users, media] = [[{ id: '7' }, { id: '8' }], [{ media_key: '3_1' }]];
    expect(billedFor(parse({ meta: {} }))).toBe(0);
    expect(billedFor(parse({ data }))).toBe(2);
    expect(billedFor(parse({ data, includes: { users, media, tweets: [post('3')] } }))).toBe(5);
    expect(billedFor(parse({ data, includes: { users, posts: [post('3')] } }))).toBe(5);
  });
});

describe('checkComplete', () => {
  it('refuses a page of husks: X does not know our names of fields any more', () => {
    expect(() => checkComplete(parse({ data: [{ id: '1', text: 'x' }] }))).toThrow(
      expect.objectContaining({ code: 'twitter.fields_missing' }) as Error,
    );
  });

  it('does not let one odd post stop the others', () => {
    const body = parse({ data: [{ id: '1', text: 'x' }, post('2')] });
    expect(() => checkComplete(body)).not.toThrow();
  });
});

describe('answeredAt', () => {
  const received = new Date('2025-03-01T12:00:00.500Z');

  it.each([
    [
      "X's clock, which is behind ours",
      'Sat, 01 Mar 2025 11:00:00 GMT',
      '2025-03-01T11:00:00.000Z',
    ],
    ["ours, when X's is ahead", 'Sat, 01 Mar 2025 12:00:01 GMT', '2025-03-01T12:00:00.500Z'],
    ['ours, when X tells none', undefined, '2025-03-01T12:00:00.500Z'],
    ['ours, when X tells nonsense', 'soon', '2025-03-01T12:00:00.500Z'],
  ])('goes by %s', (_, date, expected) => {
    expect(answeredAt(date, received).toISOString()).toBe(expected);
  });
});
