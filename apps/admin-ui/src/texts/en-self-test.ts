/** Texts of the self-test of an account. What was found comes from the connector. */
export const enSelfTest = {
  title: 'Self-test',
  about:
    'Follows one post from X to the answer of the Import service. This connector only reads: post something as the account after you have begun, or let it follow the newest post there is. You may leave this page meanwhile.',
  beginNew: 'Follow a new post',
  beginNewest: 'Follow the newest post',
  none: 'There was no self-test yet.',
  states: { waiting: 'Under way', passed: 'Capture verified', failed: 'Failed' },
  begun: (at: string, by: string | undefined) =>
    `Begun ${at}${by === undefined ? '' : ` by ${by}`}`,
  ended: (at: string) => `ended ${at}`,
  table: 'Steps of the self-test',
  step: 'Step',
  state: 'State',
  at: 'When',
  found: 'What was found',
  steps: {
    keys: 'The keys work',
    newest: 'The newest posts are archived',
    seen: 'The post is there',
    archived: 'It is archived',
    delivered: 'It is delivered',
    accepted: 'It is accepted',
  },
  stepStates: { ok: 'OK', waiting: 'Waiting', failed: 'Failed' },
};
