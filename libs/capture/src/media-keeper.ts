import { Injectable } from '@nestjs/common';
import { MediaArchive } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { AppError, Clock, isAppError, type MediaFile } from '@app/domain';
import { MediaSource } from '@app/twitter-ingestion';
import pMap from 'p-map';

/** A file X keeps failing on is left alone after so many tries, which is a month; it stays visible as missing. */
const MAX_ATTEMPTS = 40;
/** So often at every turn: most of what fails passes at once, and its post is soon delivered. */
const SOON = 5;
/** Then after so long, and each time twice as long, but a day at most: an outage may last. */
const FIRST_REST_MS = 5 * 60_000;
const LONGEST_REST_MS = 24 * 3600_000;
const RETRIES_PER_RUN = 100;

/** Brings the media files of posts into the archive, each once. */
@Injectable()
export class MediaKeeper {
  constructor(
    private readonly source: MediaSource,
    private readonly archive: MediaArchive,
    private readonly config: CaptureConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Afterwards every file is stored, or noted as missing with the reason: a file that cannot be had keeps no post
   * from being archived. Rejects only when aborted or when the archive fails.
   */
  async keep(accountId: string, files: readonly MediaFile[], signal?: AbortSignal): Promise<void> {
    if (files.length === 0) return;
    const known = await this.archive.find(
      accountId,
      files.map((file) => file.fileKey),
    );
    const unknown = files.filter((file) => !known.has(file.fileKey));
    await this.downloadAll(accountId, unknown, () => 0, signal);
  }

  /** Tries again what could not be had before, and is due. */
  async retryMissing(accountId: string, signal?: AbortSignal): Promise<void> {
    const missing = await this.archive.listToRetry(accountId, RETRIES_PER_RUN, this.clock.now());
    const attempts = new Map(missing.map((file) => [file.fileKey, file.attempts]));
    await this.downloadAll(accountId, missing, (fileKey) => attempts.get(fileKey) ?? 0, signal);
  }

  private async downloadAll(
    accountId: string,
    files: readonly { fileKey: string; url: string }[],
    attemptsOf: (fileKey: string) => number,
    signal?: AbortSignal,
  ): Promise<void> {
    const concurrency = this.config.mediaConcurrency;
    const download = async ({ fileKey, url }: { fileKey: string; url: string }) => {
      try {
        const { contentType, body } = await this.source.open(url, { signal });
        await this.archive.save(accountId, { fileKey, contentType, body });
      } catch (error) {
        const { code: reason, fault } = mediaFailure(error);
        const attempts = attemptsOf(fileKey) + 1;
        const retry = fault === 'transient' && attempts < MAX_ATTEMPTS;
        const retryAt = new Date(this.clock.now().getTime() + restAfter(attempts));
        await this.archive.markMissing(accountId, {
          ...{ fileKey, url, reason, retry },
          ...(retry && { retryAt }),
        });
      }
    };
    await pMap(files, download, { concurrency, signal });
  }
}

function restAfter(attempts: number): number {
  return attempts < SOON ? 0 : Math.min(FIRST_REST_MS * 2 ** (attempts - SOON), LONGEST_REST_MS);
}

/** The failure of a file that may be noted; anything else is no fault of the file and goes on up. */
function mediaFailure(error: unknown): AppError {
  if (isAppError(error) && error.code.startsWith('media.')) return error;
  throw error;
}
