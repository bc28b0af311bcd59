import { AnyCaseValidationPipe } from '../http/any-case-validation.pipe';
import { DownloadRequestDto } from './download-request.dto';

const right = {
  JobId: 'job-1',
  TaskId: 'task-1',
  StartTime: '2026-01-01T00:00:00Z',
  EndTime: '2026-01-02T00:00:00.1234567Z',
  DirtyEntities: ['1', '1234567890123456789'],
  BlobSasUri: 'https://account.blob.core.windows.net/container?sig=canary',
};
const take = (value: object) =>
  new AnyCaseValidationPipe().transform(value, { type: 'body', metatype: DownloadRequestDto });

describe('DownloadRequestDto', () => {
  it.each([
    ['all of it', {}],
    ['no dirty ids', { DirtyEntities: null }],
    ['dirty ids left out', { DirtyEntities: undefined }],
    ['any number of dirty ids', { DirtyEntities: Array<string>(200_000).fill('1') }],
    ['ids with spaces, dots and other letters', { TaskId: 'a b.c:é', JobId: '...a' }],
    ['a time without a zone', { StartTime: '2026-01-01T00:00:00' }],
    ['a day', { StartTime: '2026-01-01' }],
  ])('takes %s', async (_, differs) => {
    await expect(take({ ...right, ...differs })).resolves.toBeInstanceOf(DownloadRequestDto);
  });

  const anId = [undefined, null, '', ' ', 12, ['a'], 'a/b', 'a\\b', 'a#b', 'a?b', 'x'.repeat(201)];
  const unsafe = ['.', '..', '...', 'a\u0000b', 'a\nb'];
  const aTime = [undefined, null, '', 'yesterday', 1767225600, '2026-02-30T00:00:00Z', {}];
  const aList = ['1', {}, 7, true];
  it.each([
    ...[...anId, ...unsafe].map((value) => ['JobId', value] as const),
    ...[...anId, ...unsafe].map((value) => ['TaskId', value] as const),
    ...aTime.map((value) => ['StartTime', value] as const),
    ...aTime.map((value) => ['EndTime', value] as const),
    ...aList.map((value) => ['DirtyEntities', value] as const),
    ...[undefined, null, '', 7, {}, 'x'.repeat(4097)].map(
      (value) => ['BlobSasUri', value] as const,
    ),
  ])('names %s when it is %p', async (field, value) => {
    await expect(take({ ...right, [field]: value })).rejects.toMatchObject({
      fields: [{ field, rule: expect.stringMatching(/^must /) as string }],
    });
  });

  it('names all that is wrong at once', async () => {
    await expect(take({})).rejects.toMatchObject({
      fields: ['JobId', 'TaskId', 'StartTime', 'EndTime', 'BlobSasUri'].map((field) => ({ field })),
    });
  });
});
