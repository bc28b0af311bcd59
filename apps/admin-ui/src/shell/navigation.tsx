import { Link, useLocation } from 'wouter';

import { useMayChange } from '../parts/may-change';
import { texts } from '../texts/texts';

const pages = [
  ['/', texts.nav.home],
  ['/accounts', texts.nav.accounts],
  ['/tasks', texts.nav.tasks],
  ['/parked', texts.nav.parked],
  ['/audit', texts.nav.audit],
] as const;
const pagesOfAdmins = [...pages, ['/settings', texts.nav.settings]] as const;

export function Navigation() {
  const [location] = useLocation();
  const mayChange = useMayChange();
  const isHere = (href: string) =>
    location === href || (href !== '/' && location.startsWith(`${href}/`));
  return (
    <nav aria-label={texts.nav.label}>
      <ul>
        {(mayChange ? pagesOfAdmins : pages).map(([href, name]) => (
          <li key={href}>
            <Link href={href} aria-current={isHere(href) ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
