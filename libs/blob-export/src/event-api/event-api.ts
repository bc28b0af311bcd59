import { ClientCredentials } from '@app/azure';
import { EventApiConfig } from '@app/config';
import { AppError, Clock, type EntraCredentials, isAppError, type Secret } from '@app/domain';
import { Injectable } from '@nestjs/common';

/** The resource of the Import service (office365-import-protocol.md). */
export const EVENT_API_SCOPE =
  'https://microsoft.onmicrosoft.com/4e476d41-2395-42be-89ff-34cb9186a1ac/.default';
/** Pauses before another try of one call; longer trouble is the queue's to bridge. */
const PAUSES_MS = [500, 2_000, 5_000];
const LONGEST_PAUSE_MS = 30_000;
const BLOCK_CHARS = 64 * 1024;

export interface EventApiCall {
  app: EntraCredentials;
  /** Of the Event API, with a slash at the end. */
  path: string;
  jobId: string;
  /** JSON, as it comes; the same each time it is asked for. */
  body: () => AsyncIterable<string>;
  signal?: AbortSignal;
}

/** Calls to the Event API of Office 365 Import, in the name of our Entra ID application. */
@Injectable()
export class EventApi {
  constructor(
    private readonly config: EventApiConfig,
    private readonly credentials: ClientCredentials,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the service has accepted (2xx). Rejects as CompletionReporter does, or with the signal's reason. */
  async call(call: EventApiCall): Promise<void> {
    const { signal } = call;
    const length = await lengthOf(call.body());
    for (const pauseMs of [...PAUSES_MS, undefined]) {
      try {
        await this.callOnce(call, length);
        return;
      } catch (error) {
        signal?.throwIfAborted();
        const mayPass = isAppError(error, 'export.completion_unavailable');
        if (!mayPass || pauseMs === undefined) throw error;
        await this.clock.sleep(Math.min(retryAfterMs(error) ?? pauseMs, LONGEST_PAUSE_MS), signal);
      }
    }
  }

  private async callOnce(
    { app, path, jobId, body, signal }: EventApiCall,
    length: number,
  ): Promise<void> {
    const deadline = AbortSignal.timeout(this.config.timeoutMs);
    const given = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const url = new URL(path, this.config.baseUrl);
    url.searchParams.set('jobId', jobId);
    let unreadable: { cause: unknown } | undefined;
    const content = inBlocks(body(), (cause) => (unreadable = { cause }));
    try {
      const token = await this.credentials.accessToken(EVENT_API_SCOPE, app, given);
      const response = await post(url, token, { content, length }, given);
      await response.body?.cancel();
      if (!response.ok) throw refusal(response);
    } catch (error) {
      // To fetch it is trouble of the network.
      if (unreadable) throw unreadable.cause;
      throw isAppError(error) ? error : noAnswer(error);
    }
  }
}

/** With its length, as any body that is not streamed: a chunked one might not be expected. */
function post(
  url: URL,
  token: Secret,
  { content, length }: { content: AsyncIterable<Uint8Array>; length: number },
  signal: AbortSignal,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token.reveal()}`,
      'content-type': 'application/json',
      'content-length': String(length),
    },
    body: content,
    duplex: 'half',
    signal,
  });
}

async function lengthOf(texts: AsyncIterable<string>): Promise<number> {
  let bytes = 0;
  for await (const text of texts) bytes += Buffer.byteLength(text);
  return bytes;
}

/** Rows are short; each piece is a write to the network. */
async function* inBlocks(
  texts: AsyncIterable<string>,
  onFailure: (cause: unknown) => void,
): AsyncGenerator<Uint8Array> {
  let held = '';
  try {
    for await (const text of texts) {
      held += text;
      if (held.length < BLOCK_CHARS) continue;
      yield Buffer.from(held);
      held = '';
    }
  } catch (cause) {
    onFailure(cause);
    throw cause;
  }
  if (held !== '') yield Buffer.from(held);
}

function noAnswer(cause: unknown): AppError {
  return new AppError(
    'export.completion_unavailable',
    'The Import service does not answer; it is called again.',
    {},
    { cause },
  );
}

function refusal(response: Response): AppError {
  const { status } = response;
  const seconds = Number(response.headers.get('retry-after'));
  const details = { status, ...(seconds > 0 && { retryAfterMs: seconds * 1000 }) };
  if (status === 401 || status === 403) {
    return new AppError(
      'export.completion_unauthorized',
      'The Import service does not accept the call. Check that the application id and its secret belong to the connector.',
      details,
    );
  }
  return status === 429 || status >= 500
    ? new AppError(
        'export.completion_unavailable',
        'The Import service does not take the call now; it is called again.',
        details,
      )
    : new AppError(
        'export.completion_refused',
        `The Import service refuses the call with status ${status}.`,
        details,
      );
}

function retryAfterMs(error: AppError): number | undefined {
  const { retryAfterMs: ms } = error.details;
  return typeof ms === 'number' ? ms : undefined;
}
