import { optionalStreams } from '@app/domain';

import { parseStreams, streamsText } from './streams-option';

describe('--streams', () => {
  it.each([
    ['mentions', ['mentions']],
    ['likes, mentions,likes', ['mentions', 'likes']],
    ['all', optionalStreams],
    ['none', []],
  ])('takes %s', (text, streams) => {
    expect(parseStreams(text)).toEqual(streams);
    expect(parseStreams(streamsText(parseStreams(text)))).toEqual(streams);
  });

  it.each(['', 'dms', 'mentions,', 'posts', 'all,none'])('refuses "%s"', (text) => {
    expect(() => parseStreams(text)).toThrow('--streams takes mentions, ');
  });
});
