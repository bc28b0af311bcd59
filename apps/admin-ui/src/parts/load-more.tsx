import { Button } from '@fluentui/react-components';

import { texts } from '../texts/texts';

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The next page of a list, while there is one. */
export function LoadMore({ of }: { of: Paged }) {
  if (!of.hasNextPage) return null;
  return (
    <Button onClick={() => void of.fetchNextPage()} disabledFocusable={of.isFetchingNextPage}>
      {of.isFetchingNextPage ? texts.loading : texts.more}
    </Button>
  );
}
