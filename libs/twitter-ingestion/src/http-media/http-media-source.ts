import { Injectable } from '@nestjs/common';
import { XApiConfig } from '@app/config';
import { AppError, isAppError } from '@app/domain';
import { Agent, interceptors, request } from 'undici';

import { type MediaDownload, type MediaSource } from '../media-source';
import { type CallOptions } from '../post-source';

const CONNECT_TIMEOUT_MS = 10_000;
const RETRIES = 2;
const MAX_REDIRECTS = 2;
/**
 * Even four files at once over a line of 1 Mbit/s come twice as fast. A host that gives a byte now and then would keep a worker for
 * ever; the largest file (`X_MEDIA_MAX_BYTES` is 512 MiB unless told) may take nine hours.
 */
const SLOWEST_BYTES_PER_MS = 16;

/** Media files over https, from the configured hosts only. */
@Injectable()
export class HttpMediaSource implements MediaSource {
  private readonly dispatcher;

  constructor(private readonly config: XApiConfig) {
    const { mediaTimeoutMs: timeout } = config;
    this.dispatcher = new Agent({
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: timeout,
      bodyTimeout: timeout,
    }).compose(interceptors.retry({ maxRetries: RETRIES, methods: ['GET'], minTimeout: 250 }));
  }

  async open(url: string, { signal }: CallOptions = {}): Promise<MediaDownload> {
    return this.follow(url, MAX_REDIRECTS, signal);
  }

  private async follow(
    address: string,
    redirectsLeft: number,
    signal: AbortSignal | undefined,
  ): Promise<MediaDownload> {
    const url = this.allowed(address);
    const { dispatcher } = this;
    const response = await attempt(() => request(url, { dispatcher, signal }), signal);
    const { statusCode, headers, body } = response;
    if (statusCode === 200) return this.download(response, signal);
    await body.dump();
    const location = [headers.location].flat()[0];
    if (statusCode >= 300 && statusCode < 400 && location && redirectsLeft > 0) {
      return this.follow(
        URL.parse(location, url.href)?.href ?? location,
        redirectsLeft - 1,
        signal,
      );
    }
    throw refused(statusCode);
  }

  private download(
    { headers, body }: Awaited<ReturnType<typeof request>>,
    signal: AbortSignal | undefined,
  ): MediaDownload {
    const announced = Number(headers['content-length'] ?? Number.NaN);
    if (announced > this.config.mediaMaxBytes) {
      body.destroy();
      throw this.tooLarge();
    }
    const contentLength = Number.isNaN(announced) ? undefined : announced;
    return {
      contentType: [headers['content-type']].flat()[0] ?? 'application/octet-stream',
      contentLength,
      body: this.counted(body, contentLength, signal),
    };
  }

  private async *counted(
    body: AsyncIterable<Uint8Array>,
    announced: number | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    let waitedMs = 0;
    const chunks = body[Symbol.asyncIterator]();
    try {
      for (;;) {
        const askedAt = performance.now();
        const next = await attempt(() => chunks.next(), signal);
        // What whoever reads it takes is no fault of the host.
        waitedMs += performance.now() - askedAt;
        if (next.done) break;
        bytes += next.value.length;
        if (waitedMs > this.config.mediaTimeoutMs + bytes / SLOWEST_BYTES_PER_MS)
          throw unavailable(undefined, { bytes, waitedMs: Math.round(waitedMs) });
        if (bytes > this.config.mediaMaxBytes) throw this.tooLarge();
        yield next.value;
      }
    } finally {
      // Whoever does not read on must not keep the connection.
      await chunks.return?.();
    }
    if (announced !== undefined && bytes !== announced)
      throw unavailable(undefined, { bytes, announced });
  }

  private allowed(address: string): URL {
    const url = URL.parse(address);
    const host = url?.host ?? 'what is no URL';
    const isPlain = url?.protocol === 'https:' && !url.username && !url.password;
    if (isPlain && this.config.mediaHosts.includes(host)) return url;
    throw new AppError(
      'media.host_not_allowed',
      `Media is not downloaded from ${host}; add it to X_MEDIA_HOSTS if it is a host of X.`,
      { host },
    );
  }

  private tooLarge(): AppError {
    const { mediaMaxBytes } = this.config;
    return new AppError(
      'media.too_large',
      `A media file is larger than ${mediaMaxBytes} bytes; raise X_MEDIA_MAX_BYTES to archive it.`,
      { mediaMaxBytes },
    );
  }
}

async function attempt<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await call();
  } catch (error) {
    signal?.throwIfAborted();
    throw isAppError(error) ? error : unavailable(error);
  }
}

function refused(status: number): AppError {
  const isGone = status === 403 || status === 404 || status === 410;
  if (!isGone) return unavailable(undefined, { status });
  return new AppError('media.not_found', `The media host answers with status ${status}.`, {
    status,
  });
}

function unavailable(cause?: unknown, details: Record<string, number> = {}): AppError {
  const message = 'A media file cannot be downloaded now; it is tried again at the next interval.';
  return new AppError('media.unavailable', message, details, { cause });
}
