import { InvalidBody } from '../http/invalid-body';
import { type DownloadRequestDto } from './download-request.dto';
import { windowOf } from './task-window';

const request = (StartTime: string, EndTime = '2030-01-01T00:00:00Z'): DownloadRequestDto => ({
  JobId: 'job',
  TaskId: 'task',
  StartTime,
  EndTime,
  BlobSasUri: 'https://account.blob.core.windows.net/container?sig=x',
});

function fieldsRefused(dto: DownloadRequestDto): unknown {
  try {
    return windowOf(dto);
  } catch (error) {
    return error instanceof InvalidBody ? error.fields : error;
  }
}

describe('windowOf', () => {
  it.each([
    ['2025-03-01T12:00:00Z', '2025-03-01T12:00:00.000Z'],
    ['2025-03-01T12:00:00.1234567Z', '2025-03-01T12:00:00.123Z'],
    ['2025-03-01T12:00:00', '2025-03-01T12:00:00.000Z'],
    ['2025-03-01 12:00:00', '2025-03-01T12:00:00.000Z'],
    ['2025-03-01t12:00z', '2025-03-01T12:00:00.000Z'],
    ['2025-03-01T12:00:00+05:30', '2025-03-01T06:30:00.000Z'],
    ['2025-03-01T12:00:00-0800', '2025-03-01T20:00:00.000Z'],
    ['2025-03-01', '2025-03-01T00:00:00.000Z'],
  ])('takes %s for %s, wherever the server stands', (text, expected) => {
    expect(windowOf(request(text)).start.toISOString()).toBe(expected);
    expect(windowOf(request('2000-01-01T00:00:00Z', text)).end.toISOString()).toBe(expected);
  });

  it.each(['0001-01-01T00:00:00', '1600-12-31T23:59:59Z', '2006-02-28T23:59:59Z'])(
    'begins with Twitter when all since %s is asked for: storage takes no such time',
    (text) => {
      const beginning = new Date('2006-03-01T00:00:00Z');
      const end = new Date('2030-01-01T00:00:00Z');
      expect(windowOf(request(text))).toEqual({ start: beginning, end });
      expect(windowOf(request(text, text))).toEqual({ start: beginning, end: beginning });
    },
  );

  it.each([
    '2025-W10-1',
    '2025-060',
    '20250301T120000Z',
    '2025-03-01T25:00:00Z',
    'March 1, 2025',
    '',
  ])('does not guess what %p is', (text) => {
    const rule = 'must be an ISO 8601 time';
    expect(fieldsRefused(request(text))).toEqual([{ field: 'StartTime', rule }]);
    expect(fieldsRefused(request('2000-01-01T00:00:00Z', text))).toEqual([
      { field: 'EndTime', rule },
    ]);
  });

  it('may be a single moment, but does not run backwards', () => {
    const noon = '2025-03-01T12:00:00Z';
    expect(windowOf(request(noon, noon)).end).toEqual(new Date(noon));
    expect(fieldsRefused(request(noon, '2025-03-01T11:59:59.999Z'))).toEqual([
      { field: 'EndTime', rule: 'must not be before StartTime' },
    ]);
  });
});
