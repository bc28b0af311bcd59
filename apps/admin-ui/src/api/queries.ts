import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import { ApiClient, type Query } from './api-client';
import { type SessionView } from './types';

/** Lists and states are read anew so often, while somebody looks at the page. */
const REFRESH_MS = 10_000;
const PAGE_SIZE = 50;

export const api = new ApiClient();

const SESSION = ['session'];

export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: async ({ signal }) => {
      const session = await api.get<SessionView>('session', {}, signal);
      api.csrfToken = session.csrfToken;
      return session;
    },
    refetchInterval: 6 * REFRESH_MS,
  });
}

/** Makes the page ask for a sign-in as soon as a call finds none. */
export function watchSession(client: QueryClient): void {
  api.onSessionEnd = () => void client.invalidateQueries({ queryKey: SESSION });
}

/** What a trial finds; again after whatever is done, and not by itself: each is noted in the audit log. */
export function useTrial<Answer>(path: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['trial', path],
    queryFn: () => api.post<Answer>(path),
    enabled: isWanted,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

type RefreshMs<Answer> = number | ((last: Answer | undefined) => number);

/** Under which an answer is kept. */
export function answerKey(path: string, query: Query = {}) {
  return [path, query];
}

/** What a path answers, read anew by itself. */
export function useAnswer<Answer>(
  path: string,
  query: Query = {},
  refreshMs: RefreshMs<Answer> = REFRESH_MS,
) {
  return useQuery({
    queryKey: answerKey(path, query),
    queryFn: ({ signal }) => api.get<Answer>(path, query, signal),
    refetchInterval: ({ state }) =>
      typeof refreshMs === 'number' ? refreshMs : refreshMs(state.data),
  });
}

/**
 * A list that comes page by page, read anew by itself: the more pages are open, the less often, for all of them are read. With
 * `isStill` only when somebody asks for it.
 */
export function usePages<Page extends { continuation?: string }>(
  path: string,
  query: Query = {},
  { isStill = false } = {},
) {
  return useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(path, { ...query, limit: PAGE_SIZE, continuation: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.continuation,
    refetchInterval: ({ state }) => !isStill && REFRESH_MS * (state.data?.pages.length ?? 1),
  });
}

/** Does something; afterwards all that is shown is read anew. What has the same `queue` is done one after the other. */
export function useAction<Input, Answer>(act: (input: Input) => Promise<Answer>, queue?: string) {
  return useMutation(actionOptions(useQueryClient(), act, queue));
}

/** It has ended when it is done, however long reading anew may take. */
export function actionOptions<Input, Answer>(
  client: QueryClient,
  act: (input: Input) => Promise<Answer>,
  queue?: string,
) {
  return {
    mutationFn: act,
    ...(queue !== undefined && { scope: { id: queue } }),
    onSettled: () => void client.invalidateQueries(),
  };
}
