import { AppError, type AppErrorCode } from '@app/domain';
import { ApiResponseError } from 'twitter-api-v2';

import { toAppError } from './x-api-errors';

/** X's codes for why it will not have an app (https://docs.x.com/x-api/fundamentals/response-codes-and-errors). */
const APP_REFUSALS: Readonly<Record<number, AppErrorCode>> = {
  32: 'twitter.app_keys_refused',
  89: 'twitter.app_keys_refused',
  135: 'twitter.clock_skew',
  415: 'twitter.callback_not_registered',
  416: 'twitter.app_suspended',
};

const MESSAGES: Partial<Record<AppErrorCode, string>> = {
  'twitter.app_keys_refused':
    "X does not accept the app's API key and secret. Copy both again from the X developer portal into the settings.",
  'twitter.clock_skew':
    "X refuses the request because this machine's clock is wrong. Set it by a time server and try again.",
  'twitter.callback_not_registered':
    "The address X is to send people back to is not registered. Add it in the X developer portal, under the app's user authentication settings, exactly as it stands in this connector's settings.",
  'twitter.app_suspended':
    'X has suspended the app. Look into the X developer portal and ask X to lift it.',
  'twitter.login_refused':
    'X does not accept this login: it took too long, was used already, or was not finished at X. Log in again.',
};

/** Why X gives no request token. */
export function toBeginError(error: unknown): AppError {
  return explain(error, (xCode, status) => {
    const byStatus = status === 401 ? 'twitter.app_keys_refused' : undefined;
    return APP_REFUSALS[xCode] ?? byStatus;
  });
}

/** Why X gives no access token for a request token it gave before: the app's keys were good then. */
export function toCompleteError(error: unknown): AppError {
  return explain(error, (xCode, status) => {
    const code = APP_REFUSALS[xCode];
    const isOfApp = code === 'twitter.clock_skew' || code === 'twitter.app_suspended';
    if (isOfApp) return code;
    return status === 401 ? 'twitter.login_refused' : undefined;
  });
}

function explain(
  error: unknown,
  codeFor: (xCode: number, status: number) => AppErrorCode | undefined,
): AppError {
  if (!(error instanceof ApiResponseError)) return toAppError(error);
  const { code: status } = error;
  const xCode = xCodeIn(error.data);
  const code = codeFor(xCode, status);
  if (!code) return toAppError(error);
  return new AppError(code, MESSAGES[code] ?? code, { status, xCode }, { cause: error });
}

/**
 * The code in X's answer, 0 when there is none. It comes as JSON or XML, and as the library reads it: parsed, as text, or as a form whose name is the
 * whole text; older ones have only words.
 */
function xCodeIn(data: unknown): number {
  const text = typeof data === 'string' ? data : JSON.stringify(data ?? '');
  const [, code] = /\bcode\W{1,5}(\d{1,4})\b/.exec(text) ?? [];
  if (code) return Number(code);
  if (/callback url not approved/i.test(text)) return 415;
  return /timestamp out of bounds/i.test(text) ? 135 : 0;
}
