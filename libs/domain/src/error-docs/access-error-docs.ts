import { type ErrorDoc } from './error-doc';

/** Failures of knowing who calls, and of keeping what they did. */
export const accessErrorDocs = {
  'auth.unavailable': {
    meaning: 'The storage account does not tell which sessions have been ended.',
    who: 'operator',
    action:
      'Check that it can be reached and that this service may use it; status and reason are in the details.',
    places: ['request'],
  },
  'auth.entra_unavailable': {
    meaning: 'Entra ID does not answer, so that a token or a sign-in cannot be checked.',
    who: 'operator',
    action: 'If it stays: check `AAD_AUTHORITY_URL`, `TENANT_ID`, DNS, proxy and firewall.',
    places: ['request'],
  },
  'audit.unavailable': {
    meaning:
      'The storage account does not take or give audit events. What must be audited is not done.',
    who: 'operator',
    action:
      'Check that it can be reached and that this service may use it; status and reason are in the details.',
    places: ['request'],
  },
  'audit.bad_continuation': {
    meaning: 'The list of audit events is asked to go on from a place it never named.',
    who: 'caller',
    action: 'Begin the list anew.',
    places: ['request'],
  },
} as const satisfies Record<string, ErrorDoc>;
