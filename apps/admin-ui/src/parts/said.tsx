import { type ReactNode } from 'react';

/** What the connector says in its own words, which are English: screen readers are told so. */
export function Said({ children }: { children: ReactNode }) {
  return <span lang="en">{children}</span>;
}
