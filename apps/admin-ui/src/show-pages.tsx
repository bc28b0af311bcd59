import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ApiProblem } from './api/api-problem';
import { watchSession } from './api/queries';
import { App } from './app';

/** Asking again helps when nobody has answered, not when the answer was no. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
}

export function showPages(): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: isWorthRetrying } } });
  watchSession(client);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
