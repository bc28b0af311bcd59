import { type MediaSource } from '@app/twitter-ingestion';

export interface MediaSourceUnderTest {
  source: MediaSource;
  /** A file that is there. */
  file: { url: string; bytes: Uint8Array; contentType: string };
  /** At a host of X, but not there. */
  missingUrl: string;
}

/** What every MediaSource guarantees. */
export function describeMediaSource(name: string, make: () => Promise<MediaSourceUnderTest>): void {
  describe(`${name} is a MediaSource`, () => {
    let media: MediaSourceUnderTest;
    beforeEach(async () => {
      media = await make();
    });

    it('gives every byte of a file, and says how many and of what they are', async () => {
      const { url, bytes, contentType } = media.file;
      const { body, ...said } = await media.source.open(url);
      expect(said).toEqual({ contentType, contentLength: bytes.length });
      expect(Buffer.concat(await Array.fromAsync(body)).equals(bytes)).toBe(true);
    });

    it('says so when a file is not there', async () => {
      await expect(media.source.open(media.missingUrl)).rejects.toMatchObject({
        code: 'media.not_found',
      });
    });

    it.each([
      'https://media.contoso.com/1.jpg',
      'http://pbs.twimg.com/media/1.jpg',
      'https://pbs.twimg.com.contoso.com/1.jpg',
      'https://pbs.twimg.com:8443/1.jpg',
      'https://169.254.169.254/metadata',
      'file:///etc/passwd',
      'not a URL',
    ])('does not go to %s', async (url) => {
      await expect(media.source.open(url)).rejects.toMatchObject({
        code: 'media.host_not_allowed',
      });
    });

    it('opens nothing for who has given up, and gives their reason', async () => {
      const reason = new Error('shutting down');
      const signal = AbortSignal.abort(reason);
      await expect(media.source.open(media.file.url, { signal })).rejects.toBe(reason);
    });
  });
}
