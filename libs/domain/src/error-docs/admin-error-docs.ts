import { type ErrorDoc } from './error-doc';

/** Failures of what an admin asks for on the settings page. */
export const adminErrorDocs = {
  'settings.bootstrap_done': {
    meaning:
      'Who came in by tenant id and APISecretKey may not set this: Entra ID sign-in works, and only values of X that are missing are still taken.',
    who: 'caller',
    action: 'Sign in with an account that has the role Connector.Admin.',
    places: ['request'],
  },
  'accounts.unknown': {
    meaning: 'No connector job archives this account.',
    who: 'caller',
    action: 'Load the list of accounts anew.',
    places: ['request'],
  },
  'accounts.not_set_up': {
    meaning:
      'The set-up of the account in the Purview portal is not finished, so that it cannot be captured.',
    who: 'caller',
    action: 'Finish it there.',
    places: ['request'],
  },
  'accounts.paused': {
    meaning: 'A paused account is to be captured.',
    who: 'caller',
    action: 'Resume it first.',
    places: ['request'],
  },
  'alerts.not_told': {
    meaning: 'The receiver of alerts (`ALERT_WEBHOOK_URL`) does not answer, or not with 2xx.',
    who: 'operator',
    action: 'Check the address and the receiver. The same alert is posted again at the next look.',
    places: ['alert'],
  },
} as const satisfies Record<string, ErrorDoc>;
