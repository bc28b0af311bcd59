import { type CompletenessView } from '../../api/types';
import { fileReasonText, gapName, listedOf } from './not-captured';

type NotShown = CompletenessView['notShown'][number];
const post = (id: string, state: NotShown['state']) => ({ id, state }) as NotShown;
const notShown = [post('1', 'deleted'), post('2', 'hidden'), post('3', 'deleted')];
const counts = { deleted: 5, hidden: 1 };

it('what is listed is that of one state, with how many more there are', () => {
  expect(listedOf(notShown, counts, 'deleted')).toEqual({
    listed: [post('1', 'deleted'), post('3', 'deleted')],
    more: 3,
  });
  expect(listedOf(notShown, counts, 'hidden')).toMatchObject({ more: 0 });
});

it.each([
  [{ reason: 'media.not_found', retry: false }, 'X does not show it'],
  [
    { reason: 'media.unavailable', retry: true },
    'it could not be downloaded whole; it is still tried',
  ],
  [{ reason: 'media.other', retry: false }, 'media.other'],
  [{}, 'nobody has tried to get it'],
])('why a file was not there is said in words: %j', (file, text) => {
  expect(fileReasonText(file)).toBe(text);
});

it('a gap is named in the language of the page', () => {
  expect([gapName('deletions'), gapName('posts')]).toEqual(['Deletions', 'Own posts']);
});
