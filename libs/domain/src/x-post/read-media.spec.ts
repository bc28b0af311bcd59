import { readMedia } from './read-media';

const mp4 = (bitRate: number | undefined, url: string) => ({
  url,
  content_type: 'video/mp4',
  bit_rate: bitRate,
});

describe('readMedia', () => {
  it('asks for a photo as it was uploaded', () => {
    const url = 'https://pbs.twimg.com/media/abc.jpg?format=jpg&name=small';

    expect(readMedia('3_1', { media_key: '3_1', type: 'photo', url, alt_text: 'A cat' })).toEqual({
      key: '3_1',
      type: 'photo',
      altText: 'A cat',
      url: 'https://pbs.twimg.com/media/abc.jpg?format=jpg&name=orig',
    });
  });

  it('leaves an address alone that is none', () => {
    expect(readMedia('3_1', { media_key: '3_1', type: 'photo', url: 'n/a' }).url).toBe('n/a');
  });

  it('takes the MP4 of the highest bit rate, wherever it stands, never a playlist', () => {
    const variants = [
      mp4(256_000, 'low'),
      { url: 'list', content_type: 'application/x-mpegURL', bit_rate: 9_999_999 },
      mp4(2_176_000, 'high'),
      mp4(undefined, 'none'),
      mp4(832_000, 'middle'),
      { bit_rate: 8_888_888 },
    ];

    expect(readMedia('7_1', { media_key: '7_1', type: 'video', variants }).url).toBe('high');
  });

  it('takes the only MP4 of a GIF, whose bit rate is 0', () => {
    const medium = { media_key: '16_1', type: 'animated_gif', variants: [mp4(0, 'gif')] };

    expect(readMedia('16_1', medium)).toMatchObject({ type: 'animated_gif', url: 'gif' });
  });

  it('has no address for a video that only streams', () => {
    const variants = [{ url: 'list', content_type: 'application/x-mpegURL' }];

    expect(readMedia('7_1', { media_key: '7_1', type: 'video', variants }).url).toBeUndefined();
  });

  it.each([
    ['3_1', 'photo'],
    ['7_1', 'video'],
    ['13_1', 'video'],
    ['16_1', 'animated_gif'],
  ])('knows by its key what %s is when X does not say', (key, type) => {
    expect(readMedia(key, undefined)).toEqual({ key, type });
    expect(readMedia(key, { media_key: key, type: 'hologram' }).type).toBe(type);
  });
});
