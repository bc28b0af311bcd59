import { type FaultKind, ofSandbox } from './fault-kind';

const event = (name: string, does: string, fault: object) =>
  ofSandbox(`event-${name}`, does, { target: 'event', ...fault }, { latest: 3 });
const vault = (name: string, does: string, fault: object, when: { latest: number }) =>
  ofSandbox(`vault-${name}`, does, { target: 'vault', ...fault }, { longest: 6, ...when });

/** The Event API, Entra ID and Key Vault. */
export const serviceFaults: FaultKind[] = [
  event('401', 'completion call refused', { kind: 'status', status: 401 }),
  event('429', 'completion call put off', { kind: 'status', status: 429 }),
  event('500', 'completion call failed', { kind: 'status', status: 500 }),
  ofSandbox(
    'event-hang',
    'completion call never answered',
    { target: 'event', kind: 'hang' },
    { latest: 3, longest: 1 },
  ),
  event('reset-after-accept', 'completion accepted, connection reset', { kind: 'lost_answer' }),
  event('500-after-accept', 'completion accepted, 500 answered', {
    ...{ kind: 'lost_answer', answer: 'status' },
  }),
  ofSandbox(
    'event-timeout-after-accept',
    'completion accepted, never answered',
    { target: 'event', kind: 'lost_answer', answer: 'hang' },
    { latest: 3, longest: 1 },
  ),
  ofSandbox('entra-503', 'no tokens for the Event API', {
    ...{ target: 'token', kind: 'status', status: 503 },
  }),
  vault(
    'down-at-start',
    'Key Vault 503 from the start',
    { kind: 'status', status: 503, after: 0 },
    { latest: 0 },
  ),
  vault('down', 'Key Vault 503 mid-run', { kind: 'status', status: 503 }, { latest: 12 }),
  vault('reset', 'Key Vault resets connections', { kind: 'reset' }, { latest: 12 }),
  vault('html', 'HTML instead of a secret', { kind: 'html', status: 200 }, { latest: 12 }),
];
