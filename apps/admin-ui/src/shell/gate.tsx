import { lazy, useState } from 'react';

import { useSession } from '../api/queries';
import { MayChangeProvider } from '../parts/may-change';
import { Waiting } from '../parts/page';
import { ProblemBar } from '../parts/problem-bar';
import { type ThemeState } from '../theme/use-theme';
import { AdminRoutes, BootstrapRoutes } from './routes';
import { Shell } from './shell';

const SignInPage = lazy(async () => ({
  default: (await import('../pages/sign-in/sign-in-page')).SignInPage,
}));
const NoRolePage = lazy(async () => ({
  default: (await import('../pages/sign-in/no-role-page')).NoRolePage,
}));

/** Shows what whoever is signed in may see. */
export function Gate({ theme }: { theme: ThemeState }) {
  const { data: session, error, refetch } = useSession();
  const [hadSession, setHadSession] = useState(false);
  if (session && session.kind !== 'anonymous' && !hadSession) setHadSession(true);
  if (!session) {
    return (
      <Shell theme={theme}>
        {error ? <ProblemBar error={error} onRetry={() => void refetch()} /> : <Waiting />}
      </Shell>
    );
  }
  switch (session.kind) {
    case 'anonymous':
      return (
        <Shell theme={theme}>
          <SignInPage canUseEntra={session.canUseEntra} hasEnded={hadSession} />
        </Shell>
      );
    case 'no-role':
      return (
        <Shell theme={theme} session={session}>
          <NoRolePage name={session.name ?? ''} />
        </Shell>
      );
    case 'bootstrap':
      return (
        <Shell theme={theme} session={session}>
          <BootstrapRoutes canUseEntra={session.canUseEntra} />
        </Shell>
      );
    case 'admin':
    case 'examiner':
      return (
        <MayChangeProvider value={session.kind === 'admin'}>
          <Shell theme={theme} session={session} hasPages>
            <AdminRoutes />
          </Shell>
        </MayChangeProvider>
      );
  }
}
