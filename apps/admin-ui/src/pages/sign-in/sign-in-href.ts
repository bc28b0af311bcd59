const HOME = '/admin/';

/** Where signing in with Microsoft begins; it leads back to the page that was asked for. */
export function signInHref({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const query = new URLSearchParams(search);
  query.delete('signInFailed');
  const page = pathname + (query.size > 0 ? `?${query.toString()}` : '');
  const isHome = page === HOME || `${page}/` === HOME;
  return isHome ? '/admin/sign-in' : `/admin/sign-in?returnTo=${encodeURIComponent(page)}`;
}
