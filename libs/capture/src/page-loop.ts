import { AppError } from '@app/domain';

export function goingRound(pages: number): AppError {
  return new AppError(
    'twitter.page_loop',
    'X keeps answering pages that lead no further; the timeline is read on at the next interval.',
    { pages },
  );
}
