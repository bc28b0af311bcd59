import { type ReactNode, Suspense } from 'react';

import { type SessionView } from '../api/types';
import { Waiting } from '../parts/page';
import { texts } from '../texts/texts';
import { type ThemeState } from '../theme/use-theme';
import { CrashBoundary } from './crash-boundary';
import { LanguageSelect } from './language-select';
import { Navigation } from './navigation';
import { SignedIn } from './signed-in';
import { ThemeSelect } from './theme-select';

interface ShellProps {
  theme: ThemeState;
  session?: SessionView;
  hasPages?: boolean;
  children: ReactNode;
}

/** What is around every page. */
export function Shell({ theme, session, hasPages = false, children }: ShellProps) {
  return (
    <>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <header className="top">
        <span className="product">{texts.product}</span>
        <div className="top-end">
          {session && <SignedIn session={session} />}
          <LanguageSelect />
          <ThemeSelect theme={theme} />
        </div>
      </header>
      <div className={hasPages ? 'body with-pages' : 'body'}>
        {hasPages && <Navigation />}
        <main id="main" tabIndex={-1}>
          <CrashBoundary>
            <Suspense fallback={<Waiting />}>{children}</Suspense>
          </CrashBoundary>
        </main>
      </div>
    </>
  );
}
