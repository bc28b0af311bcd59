import { type CompletenessView } from '../../api/types';
import { gapName, notShownOf } from './not-captured';

type NotShown = CompletenessView['notShown'][number];
const post = (id: string, state: NotShown['state']) => ({ id, state }) as NotShown;
const report = {
  notShown: [post('1', 'deleted'), post('2', 'hidden'), post('3', 'deleted')],
  atSource: { posts: 9, shown: 3, deleted: 5, hidden: 1, removed: 0 },
};

it('posts that X does not show are listed by state, with how many more there are', () => {
  expect(notShownOf(report, 'deleted')).toEqual({
    shown: [post('1', 'deleted'), post('3', 'deleted')],
    more: 3,
  });
  expect(notShownOf(report, 'hidden')).toMatchObject({ more: 0 });
});

it('a gap is named in the language of the page', () => {
  expect([gapName('deletions'), gapName('posts')]).toEqual(['Deletions', 'Own posts']);
});
