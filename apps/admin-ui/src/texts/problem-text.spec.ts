import { ApiProblem } from '../api/api-problem';
import { en } from './en';
import { problemText } from './problem-text';

it('the sentence of the service comes first, and what is wrong with each field after it', () => {
  const fields = [{ field: 'values', rule: 'must be text' }];
  expect(problemText(new ApiProblem(400, 'It is not valid.', undefined, undefined, fields))).toBe(
    'It is not valid. values must be text',
  );
});

it.each([
  [0, en.problem.noAnswer],
  [403, en.problem.forbidden],
  [404, en.problem.notFound],
  [429, en.problem.tooMany],
  [502, en.problem.unexpected(502)],
])('without a sentence, status %d has one', (status, expected) => {
  expect(problemText(new ApiProblem(status))).toBe(expected);
});

it('a bug of the page is told as one, without its words', () => {
  expect(problemText(new TypeError('x is undefined'))).toBe(en.problem.crashed);
});
