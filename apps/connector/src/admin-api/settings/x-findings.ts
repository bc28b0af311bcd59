import { type AppError, type AppErrorCode } from '@app/domain';

import { type Finding } from './finding';

const AGAIN_LATER = 'Nothing has to be set; test again in a few minutes.';

/** Where the failure's own words are those of a capture, which is tried again by itself; this test is not. */
const MESSAGES: Partial<Record<AppErrorCode, string>> = {
  'twitter.unauthorized':
    "X accepts the app's API key and secret, but not the access token and its secret. Make new ones in the X developer portal and set both, or leave both empty: accounts have tokens of their own.",
  'twitter.rate_limited':
    "X's limit of requests is used up. Test again in 15 minutes; capture goes on by itself.",
  'twitter.unavailable': `X has a fault of its own. ${AGAIN_LATER}`,
  'twitter.network':
    'X cannot be reached from this server. Check DNS, proxy and firewall: X_API_BASE_URL must be open to it.',
  'twitter.timeout': `X did not answer in time. ${AGAIN_LATER} If it stays so, check proxy and firewall.`,
  'twitter.malformed': `X gave an answer that is not what it describes. ${AGAIN_LATER} If it stays so, check X_API_BASE_URL and any proxy in between.`,
  'twitter.not_found':
    'There is nothing of X at the address this service asks. X_API_BASE_URL is wrong; whoever runs it sets it.',
  'twitter.invalid_request':
    'X does not understand the request; it may have changed its API. Report it.',
};

/** Why X would not have us, in an admin's words. */
export function explainX({ code, message }: AppError, callbackUrl: string): Finding {
  const advice = code === 'twitter.callback_not_registered' ? ` It is ${callbackUrl}` : '';
  return { ok: false, message: `${MESSAGES[code] ?? message}${advice}`, code };
}
