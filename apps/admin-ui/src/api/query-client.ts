import { QueryClient } from '@tanstack/react-query';

import { ApiProblem } from './api-problem';

/** Asks without looking whether there is a network: else a page would stand still without a word, and do hours later what was pressed. */
export function newQueryClient(): QueryClient {
  const networkMode = 'always';
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode, retry: isWorthRetrying },
      mutations: { networkMode },
    },
  });
}

/** Asking again helps when nobody has answered, not when the answer was no. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
}
