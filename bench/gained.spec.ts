import { gained } from './gained';

it.each([
  [[10, 10, 10], 0],
  [[10, 20, 30], 20],
  [[30, 20, 10], -20],
  [[10, 30, 10], 0],
  [[7], 0],
])('of %j it is %d', (values, more) => {
  expect(gained(values)).toBeCloseTo(more);
});
