import { type SelfTestState } from '../../apps/connector/src/self-test/self-test-desk';

const RESULTS = { true: 'Capture verified.', false: 'The self-test has failed.' } as const;

/** Where a test stands, a line for each step. */
export function selfTestText({ test, steps }: SelfTestState): string {
  const lines = steps.map(({ name, state, at, text }) => {
    const time = at ? ` (${at.toISOString()})` : '';
    return `  ${name.padEnd(10)}${state.padEnd(9)}${text}${time}`;
  });
  const result = test.end ? RESULTS[`${test.end.passed}`] : 'The self-test is under way.';
  return [`${result} Begun ${test.startedAt.toISOString()}.`, '', ...lines].join('\n');
}
