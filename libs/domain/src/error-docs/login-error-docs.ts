import { type ErrorDoc } from './error-doc';

/** Failures of the login at X, shown to the admin on the set-up page. */
export const loginErrorDocs = {
  'twitter.app_keys_refused': {
    meaning: "X does not accept the app's API key and secret.",
    who: 'admin',
    action: 'Copy both again from the X developer portal into the settings.',
    places: ['request'],
  },
  'twitter.callback_not_registered': {
    meaning: 'X does not know the address it is to send people back to.',
    who: 'admin',
    action:
      "Register `PUBLIC_URL` + `/Views/TwitterOAuth` in the app's user authentication settings at X.",
    places: ['request'],
  },
  'twitter.clock_skew': {
    meaning: "X refuses the request because this machine's clock is wrong.",
    who: 'operator',
    action: 'Set the clock by a time server.',
    places: ['request'],
  },
  'twitter.app_suspended': {
    meaning: 'X has suspended the app.',
    who: 'admin',
    action: 'Look into the X developer portal and ask X to lift it.',
    places: ['request'],
  },
  'twitter.login_refused': {
    meaning: 'X does not accept a login: too late, used already, or not finished at X.',
    who: 'caller',
    action: 'Log in again.',
    places: ['request'],
  },
  'jobs.unknown_login': {
    meaning:
      'No login at X is under way: older than 10 minutes, used, or begun in another browser.',
    who: 'caller',
    action: 'Log in again.',
    places: ['request'],
  },
  'jobs.other_account': {
    meaning: 'Somebody logged in with another account than the one the job archives.',
    who: 'caller',
    action: 'Log in with that account, or create another connector for the other one.',
    places: ['request'],
  },
  'consent.changed': {
    meaning: 'The consent text was replaced while somebody was reading it.',
    who: 'caller',
    action: 'Load the set-up page anew, read the text and accept it again.',
    places: ['request'],
  },
} as const satisfies Record<string, ErrorDoc>;
