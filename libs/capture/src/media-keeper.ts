import { Injectable } from '@nestjs/common';
import { MediaArchive } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { AppError, isAppError, type MediaFile } from '@app/domain';
import { MediaSource } from '@app/twitter-ingestion';
import pMap from 'p-map';

/** A file X keeps failing on is left alone after so many tries; it stays visible as missing. */
const MAX_ATTEMPTS = 20;
const RETRIES_PER_RUN = 100;

/** Brings the media files of posts into the archive, each once. */
@Injectable()
export class MediaKeeper {
  constructor(
    private readonly source: MediaSource,
    private readonly archive: MediaArchive,
    private readonly config: CaptureConfig,
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
    await this.downloadAll(accountId, unknown, () => true, signal);
  }

  /** Tries again what could not be had before. */
  async retryMissing(accountId: string, signal?: AbortSignal): Promise<void> {
    const missing = await this.archive.listToRetry(accountId, RETRIES_PER_RUN);
    const attempts = new Map(missing.map((file) => [file.fileKey, file.attempts]));
    const mayRetry = (fileKey: string) => (attempts.get(fileKey) ?? 0) + 1 < MAX_ATTEMPTS;
    await this.downloadAll(accountId, missing, mayRetry, signal);
  }

  private async downloadAll(
    accountId: string,
    files: readonly { fileKey: string; url: string }[],
    mayRetry: (fileKey: string) => boolean,
    signal?: AbortSignal,
  ): Promise<void> {
    const concurrency = this.config.mediaConcurrency;
    const download = async ({ fileKey, url }: { fileKey: string; url: string }) => {
      try {
        const { contentType, body } = await this.source.open(url, { signal });
        await this.archive.save(accountId, { fileKey, contentType, body });
      } catch (error) {
        const failure = mediaFailure(error);
        const retry = failure.fault === 'transient' && mayRetry(fileKey);
        await this.archive.markMissing(accountId, { fileKey, url, reason: failure.code, retry });
      }
    };
    await pMap(files, download, { concurrency, signal });
  }
}

/** The failure of a file that may be noted; anything else is no fault of the file and goes on up. */
function mediaFailure(error: unknown): AppError {
  if (isAppError(error) && error.code.startsWith('media.')) return error;
  throw error;
}
