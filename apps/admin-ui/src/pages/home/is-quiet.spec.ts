import { type Attention, type HomeView } from '../../api/types';
import { isQuiet } from './is-quiet';

const alert = { code: 'chain-broken' } as HomeView['alerts'][number];
const gap: Attention = { kind: 'gap', severity: 'warning', text: 'A gap.' };

it.each([
  [true, 'nothing', { attention: [], alerts: [] }],
  [false, 'an alert is raised', { attention: [], alerts: [alert] }],
  [false, 'something needs attention', { attention: [gap], alerts: [] }],
])('is %s when %s', (expected, _, view) => {
  expect(isQuiet(view)).toBe(expected);
});
