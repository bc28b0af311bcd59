import { AppError } from '@app/domain';
import { type CallOptions, type MediaDownload, type MediaSource } from '@app/twitter-ingestion';

const HOSTS = ['pbs.twimg.com', 'video.twimg.com'];

/** Media files by URL, in memory. */
export class FakeMediaSource implements MediaSource {
  readonly files = new Map<string, Uint8Array | AppError>();
  readonly opened: string[] = [];

  async open(url: string, { signal }: CallOptions = {}): Promise<MediaDownload> {
    await Promise.resolve();
    signal?.throwIfAborted();
    this.opened.push(url);
    if (!isAllowed(url)) throw new AppError('media.host_not_allowed', 'This is no host of X.');
    const file = this.files.get(url) ?? new AppError('media.not_found', 'There is no such file.');
    if (file instanceof AppError) throw file;
    return {
      contentType: 'image/jpeg',
      contentLength: file.length,
      body: (async function* () {
        await Promise.resolve();
        yield file;
      })(),
    };
  }
}

function isAllowed(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' && HOSTS.includes(host);
}
