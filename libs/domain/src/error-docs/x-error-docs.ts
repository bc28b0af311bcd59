import { type ErrorDoc } from './error-doc';

/** Failures of X and of its media hosts. */
export const xErrorDocs = {
  'capture.read_budget_spent': {
    meaning: 'What may be read from X this month is used up (`X_READS_PER_MONTH`).',
    who: 'admin',
    action:
      'Raise `X_READS_PER_MONTH` and start the worker again, or wait for the next month. What X lists no longer by then is missed.',
    places: ['capture'],
  },
  'twitter.unauthorized': {
    meaning: 'X does not accept the keys of the app or of the account.',
    who: 'admin',
    action: "If it stays: check the app's keys and the machine's clock, connect the account again.",
    places: ['capture'],
  },
  'twitter.forbidden': {
    meaning:
      'X forbids the request: app suspended, access level too low, or the account is closed to it.',
    who: 'admin',
    action: 'Look at the app in the X developer portal.',
    places: ['capture'],
  },
  'twitter.permission_missing': {
    meaning: 'The account has let the app do less than a request needs; direct messages need most.',
    who: 'admin',
    action:
      'In the X developer portal, give the app the permission "Read and write and Direct message". Then log the account in again: keys given before keep the old permission.',
    places: ['capture'],
  },
  'twitter.payment_required': {
    meaning: 'The credits of the X app are spent.',
    who: 'admin',
    action: 'Top them up in the X developer portal.',
    places: ['capture'],
  },
  'twitter.usage_capped': {
    meaning: "The app's cap of reads is used up.",
    who: 'admin',
    action: 'Raise the cap in the X developer portal, or wait for the next period.',
    places: ['capture'],
  },
  'twitter.not_found': {
    meaning: 'X does not find the account. One such answer is not believed.',
    who: 'admin',
    action: 'If it stays: see whether the account still exists.',
    places: ['capture'],
  },
  'twitter.invalid_request': {
    meaning: 'X does not understand a request of ours.',
    who: 'developer',
    action: 'Report it with its details: X may have changed its API.',
    places: ['capture'],
  },
  'twitter.rate_limited': {
    meaning: "X's limit of requests is used up.",
    who: 'nobody',
    action: 'It is over at the time X names, else after 15 minutes.',
    places: ['capture'],
  },
  'twitter.unavailable': {
    meaning: 'X has a fault of its own (5xx).',
    who: 'nobody',
    action: 'It passes.',
    places: ['capture'],
  },
  'twitter.network': {
    meaning: 'X cannot be reached.',
    who: 'operator',
    action: 'If it stays: check DNS, proxy and firewall.',
    places: ['capture'],
  },
  'twitter.timeout': {
    meaning: 'X did not answer in time.',
    who: 'nobody',
    action: 'It passes; `X_API_TIMEOUT_MS` is the time.',
    places: ['capture'],
  },
  'twitter.malformed': {
    meaning: "An answer of X is cut, not JSON, or not whole by X's own words. None of it is kept.",
    who: 'nobody',
    action: 'It passes. If it stays, report it.',
    places: ['capture'],
  },
  'twitter.fields_missing': {
    meaning: 'X left out fields it was asked for: it may have renamed them.',
    who: 'admin',
    action: 'Try the other `X_API_DIALECT`, and report it.',
    places: ['capture'],
  },
  'twitter.page_loop': {
    meaning: 'X gave many pages in a row that lead no further.',
    who: 'nobody',
    action: 'Reading goes on from where it stands.',
    places: ['capture'],
  },
  'media.host_not_allowed': {
    meaning: 'A media file lies at a host that is not in `X_MEDIA_HOSTS`.',
    who: 'operator',
    action: "Add the host if it is X's.",
    places: ['media'],
  },
  'media.too_large': {
    meaning: 'A media file is larger than `X_MEDIA_MAX_BYTES`.',
    who: 'operator',
    action: 'Raise the limit, if such files are to be archived.',
    places: ['media'],
  },
  'media.not_found': {
    meaning: 'The media host does not show the file (403, 404, 410).',
    who: 'nobody',
    action: 'Nothing: the post is archived, the file is named as missing.',
    places: ['media'],
  },
  'media.unavailable': {
    meaning: 'A media file could not be downloaded whole.',
    who: 'nobody',
    action: 'It passes.',
    places: ['media'],
  },
} as const satisfies Record<string, ErrorDoc>;
