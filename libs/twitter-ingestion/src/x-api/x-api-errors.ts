import {
  AppError,
  type AppErrorCode,
  isAppError,
  isJsonObject,
  isNotFound,
  type JsonObject,
} from '@app/domain';
import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2';

/** X's windows are 15 minutes (https://docs.x.com/x-api/fundamentals/rate-limits); waited when X does not say when it is over. */
const WINDOW_MS = 15 * 60_000;
/** Its longest are of 24 hours; clocks differ. */
const LONGEST_MS = 25 * 3600_000;

/**
 * Every way a request to X can fail, in our words. A refusal for the rate limit carries `retryAtMs`
 * (milliseconds since 1970) in its details when X told it.
 */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof ApiResponseError) return fromResponse(error);
  if (error instanceof ApiPartialResponseError) return failure('twitter.malformed', {}, error);
  if (error instanceof ApiRequestError) return failure('twitter.network', {}, error);
  return failure('twitter.network', {}, error);
}

/** What it means that X answers with words instead of a page: it does not show the account, or the answer is none. */
export function noPage({ errors }: JsonObject): AppError {
  const problems = [errors].flat().filter(isJsonObject);
  const [problem] = problems;
  if (!problem) return failure('twitter.malformed', {}, undefined);
  const title = typeof problem.title === 'string' ? problem.title : 'unknown';
  const code = problems.some(isNotFound) ? 'twitter.not_found' : 'twitter.forbidden';
  return failure(code, { title }, undefined);
}

/** When to ask again after `twitter.rate_limited`; never before `now`, nor later than X's longest limit lasts. */
export function retryAtOf(error: AppError, now: Date): Date {
  const { retryAtMs } = error.details;
  const told = typeof retryAtMs === 'number' ? retryAtMs : 0;
  const waitMs = told - now.getTime();
  return new Date(waitMs > 0 && waitMs <= LONGEST_MS ? told : now.getTime() + WINDOW_MS);
}

function fromResponse(error: ApiResponseError): AppError {
  const { code: status, headers } = error;
  const problem = problemOf(error.data);
  const details = { status, ...(problem.title && { title: problem.title }) };
  if (lacksPermission(problem)) return failure('twitter.permission_missing', details, error);
  if (problem.type === 'usage-capped') return failure('twitter.usage_capped', details, error);
  if (status === 429) {
    return failure('twitter.rate_limited', { ...details, ...resetOf(headers) }, error);
  }
  return failure(codeOf(status), details, error);
}

function codeOf(status: number): AppErrorCode {
  const codes: Readonly<Record<number, AppErrorCode>> = {
    400: 'twitter.invalid_request',
    401: 'twitter.unauthorized',
    402: 'twitter.payment_required',
    403: 'twitter.forbidden',
    404: 'twitter.not_found',
  };
  return codes[status] ?? (status >= 500 ? 'twitter.unavailable' : 'twitter.invalid_request');
}

/** The latest of the resets of all limits that are used up; X tells them in seconds since 1970. */
function resetOf(headers: NodeJS.Dict<string | string[]>): { retryAtMs?: number } {
  const names = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour'];
  const resets = names
    .filter((name) => Number(headers[`${name}-remaining`] ?? 0) === 0)
    .map((name) => Number(headers[`${name}-reset`]))
    .filter((seconds) => Number.isFinite(seconds) && seconds > 0);
  return resets.length > 0 ? { retryAtMs: Math.max(...resets) * 1000 } : {};
}

interface XProblem {
  title?: string;
  /** The last segment of its address, whose host has changed. */
  type?: string;
  /** The codes that older parts of X give instead. */
  codes: unknown[];
}

/** `oauth1-permissions`; as an older part of X says it, code 93: the app may not see direct messages. */
function lacksPermission({ type, codes }: XProblem): boolean {
  return type === 'oauth1-permissions' || codes.includes(93);
}

function problemOf(data: unknown): XProblem {
  const body = Buffer.isBuffer(data) ? parse(data) : isJsonObject(data) ? data : {};
  const type = typeof body.type === 'string' ? body.type.split('/').at(-1) : undefined;
  const title = typeof body.title === 'string' ? body.title : undefined;
  const errors = [body.errors ?? []].flat().filter(isJsonObject);
  return { title, type, codes: errors.map(({ code }) => code) };
}

function parse(bytes: Buffer): JsonObject {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    return isJsonObject(parsed) ? parsed : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** What each failure means and what to do, for whoever reads it. */
const MESSAGES: Partial<Record<AppErrorCode, string>> = {
  'twitter.unauthorized':
    "X does not accept the keys of this account. If it stays so, log the account in again; check the app's keys and this machine's clock.",
  'twitter.forbidden':
    'X forbids this request: the app may be suspended, lack access to this part of the API, or the account may not allow it. Check the app in the X developer portal.',
  'twitter.permission_missing':
    'The account has not let the app do this. Give the app the permission "Read and write and Direct message" in the X developer portal, then log the account in again.',
  'twitter.payment_required':
    'X wants credits for more requests. Top up the credits of the app in the X developer portal.',
  'twitter.usage_capped':
    "The app's cap of reads at X is used up. Raise it in the X developer portal or wait for the next period.",
  'twitter.not_found': 'X does not find the account now. If it stays so, the account may be gone.',
  'twitter.invalid_request':
    'X does not understand a request; it may have changed its API. Report this with the details.',
  'twitter.rate_limited': "X's limit of requests is used up; capture goes on when it is over.",
  'twitter.unavailable': 'X has a fault; the request is made again at the next interval.',
  'twitter.network': 'X cannot be reached; the request is made again at the next interval.',
  'twitter.malformed':
    'X gave an answer that is not what it describes; the request is made again at the next interval.',
};

function failure(
  code: AppErrorCode,
  details: Record<string, string | number>,
  cause: unknown,
): AppError {
  return new AppError(code, MESSAGES[code] ?? code, details, { cause });
}
