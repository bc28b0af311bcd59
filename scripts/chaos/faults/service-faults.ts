import { type FaultKind, ofSandbox } from './fault-kind';

/** A run has more: a task for each window of time, two tokens for the worker, some ninety calls of the vault, half of them while a new key settles. */
const LATEST = { event: 2, token: 1, vault: 50 } as const;

const event = (name: string, does: string, fault: object) =>
  ofSandbox(`event-${name}`, does, { target: 'event', ...fault }, { latest: LATEST.event });
const vault = (name: string, does: string, fault: object, when: object = {}) =>
  ofSandbox(
    `vault-${name}`,
    does,
    { target: 'vault', ...fault },
    { longest: 6, latest: LATEST.vault, ...when },
  );

/** The Event API, Entra ID and Key Vault. */
export const serviceFaults: FaultKind[] = [
  event('401', 'completion call refused', { kind: 'status', status: 401 }),
  event('429', 'completion call put off', { kind: 'status', status: 429 }),
  event('429-retry-after', 'completion call put off, and told until when', {
    ...{ kind: 'status', status: 429, retryAfter: 1 },
  }),
  event('500', 'completion call failed', { kind: 'status', status: 500 }),
  ofSandbox(
    'event-hang',
    'completion call never answered',
    { target: 'event', kind: 'hang' },
    { latest: LATEST.event, longest: 1 },
  ),
  event('reset-after-accept', 'completion accepted, connection reset', { kind: 'lost_answer' }),
  event('500-after-accept', 'completion accepted, 500 answered', {
    ...{ kind: 'lost_answer', answer: 'status' },
  }),
  ofSandbox(
    'event-timeout-after-accept',
    'completion accepted, never answered',
    { target: 'event', kind: 'lost_answer', answer: 'hang' },
    { latest: LATEST.event, longest: 1 },
  ),
  ofSandbox(
    'entra-503',
    'no tokens',
    { target: 'token', kind: 'status', status: 503 },
    { latest: LATEST.token },
  ),
  vault(
    'down-at-start',
    'Key Vault 503 from the start',
    { kind: 'status', status: 503, after: 0 },
    { latest: 0 },
  ),
  vault('down', 'Key Vault 503 mid-run', { kind: 'status', status: 503 }),
  vault('401', 'Key Vault takes no token', { kind: 'status', status: 401 }),
  vault('429', 'too many calls of Key Vault', { kind: 'status', status: 429 }),
  vault('429-retry-after', 'too many calls of Key Vault, and told until when', {
    ...{ kind: 'status', status: 429, retryAfter: 1 },
  }),
  vault('hang', 'Key Vault never answers', { kind: 'hang' }, { longest: 1 }),
  vault('reset', 'Key Vault resets connections', { kind: 'reset' }),
  vault('html', 'HTML instead of a secret', { kind: 'html', status: 200 }),
];
