import { ClientCredentials } from '@app/azure';
import { EventApiConfig } from '@app/config';
import { AppError, Clock, type EntraCredentials, isAppError, type Secret } from '@app/domain';
import { Injectable } from '@nestjs/common';

import { type Completion, type CompletionReporter } from '../completion-reporter';

/** The resource of the Import service (office365-import-protocol.md). */
const SCOPE = 'https://microsoft.onmicrosoft.com/4e476d41-2395-42be-89ff-34cb9186a1ac/.default';
/** Pauses before another try of one call; longer trouble is the queue's to bridge. */
const PAUSES_MS = [500, 2_000, 5_000];
const LONGEST_PAUSE_MS = 30_000;

/** Completion calls to the Event API of Office 365 Import. */
@Injectable()
export class EventApiCompletionReporter implements CompletionReporter {
  constructor(
    private readonly config: EventApiConfig,
    private readonly credentials: ClientCredentials,
    private readonly clock: Clock,
  ) {}

  async report(
    app: EntraCredentials,
    jobId: string,
    completion: Completion,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    for (const pauseMs of [...PAUSES_MS, undefined]) {
      try {
        await this.callOnce(app, jobId, completion, signal);
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
    app: EntraCredentials,
    jobId: string,
    completion: Completion,
    signal?: AbortSignal,
  ): Promise<void> {
    const deadline = AbortSignal.timeout(this.config.timeoutMs);
    const given = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const url = new URL('/api/data/ondownloadcomplete/', this.config.baseUrl);
    url.searchParams.set('jobId', jobId);
    try {
      const token = await this.credentials.accessToken(SCOPE, app, given);
      const response = await post(url, token, wireCompletion(completion), given);
      await response.body?.cancel();
      if (!response.ok) throw refusal(response);
    } catch (error) {
      throw isAppError(error) ? error : noAnswer(error);
    }
  }
}

function post(url: URL, token: Secret, body: object, signal: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: `Bearer ${token.reveal()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
}

function noAnswer(cause: unknown): AppError {
  return new AppError(
    'export.completion_unavailable',
    'The Import service does not answer the completion call; it is made again.',
    {},
    { cause },
  );
}

/** The call's body as the protocol has it. */
function wireCompletion({ taskId, status, items }: Completion) {
  return {
    taskId,
    status,
    itemMetadata: items.map(({ id, modifiedAt, fileName }) => ({
      id,
      modificationTimestampUtc: modifiedAt.toISOString(),
      fileName,
    })),
  };
}

function refusal(response: Response): AppError {
  const { status } = response;
  const seconds = Number(response.headers.get('retry-after'));
  const details = { status, ...(seconds > 0 && { retryAfterMs: seconds * 1000 }) };
  if (status === 401 || status === 403) {
    return new AppError(
      'export.completion_unauthorized',
      'The Import service refuses the completion call. Check that the application id and its secret belong to the connector.',
      details,
    );
  }
  return status === 429 || status >= 500
    ? new AppError(
        'export.completion_unavailable',
        'The Import service does not take the completion call now; it is made again.',
        details,
      )
    : new AppError(
        'export.completion_refused',
        `The Import service refuses the completion call with status ${status}.`,
        details,
      );
}

function retryAfterMs(error: AppError): number | undefined {
  const { retryAfterMs: ms } = error.details;
  return typeof ms === 'number' ? ms : undefined;
}
