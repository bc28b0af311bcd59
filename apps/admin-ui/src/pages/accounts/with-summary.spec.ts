import { type AccountDetail, type AccountSummary } from '../../api/types';
import { withSummary } from './with-summary';

it('an account that was changed is shown by what the change was answered', () => {
  const summary = { state: 'paused', streamsOn: ['posts', 'likes'] } as unknown as AccountSummary;
  const known = {
    ...{ state: 'capturing', streamsOn: ['posts', 'quotes'], archived: 3 },
    streams: ['posts', 'quotes', 'likes'].map((stream) => ({ stream, on: stream !== 'likes' })),
  } as unknown as AccountDetail;
  expect(withSummary(known, summary)).toEqual({
    ...{ ...summary, archived: 3 },
    streams: ['posts', 'quotes', 'likes'].map((stream) => ({ stream, on: stream !== 'quotes' })),
  });
});
