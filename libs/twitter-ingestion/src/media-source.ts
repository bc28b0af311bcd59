import { type CallOptions } from './post-source';

export interface MediaDownload {
  contentType: string;
  /** Bytes to come; the stream fails with `media.unavailable` when fewer or more arrive, or too slowly. Absent when X did not say. */
  contentLength?: number;
  body: AsyncIterable<Uint8Array>;
}

/** Opens media files of posts. Only hosts on the configured list, no redirect to elsewhere, size and time limited. */
export abstract class MediaSource {
  /**
   * Rejects with `media.host_not_allowed`, `media.too_large` (announced size; an unannounced one fails the
   * stream with the same code), `media.not_found` (403, 404, 410) or `media.unavailable`.
   */
  abstract open(url: string, options?: CallOptions): Promise<MediaDownload>;
}
