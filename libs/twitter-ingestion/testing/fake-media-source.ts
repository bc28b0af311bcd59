import { AppError } from '@app/domain';
import { type MediaDownload, type MediaSource } from '@app/twitter-ingestion';

/** Media files by URL, in memory. */
export class FakeMediaSource implements MediaSource {
  readonly files = new Map<string, Uint8Array | AppError>();
  readonly opened: string[] = [];

  open(url: string): Promise<MediaDownload> {
    this.opened.push(url);
    const file = this.files.get(url) ?? new AppError('media.not_found', 'There is no such file.');
    if (file instanceof AppError) return Promise.reject(file);
    return Promise.resolve({
      contentType: 'image/jpeg',
      contentLength: file.length,
      body: (async function* () {
        await Promise.resolve();
        yield file;
      })(),
    });
  }
}
