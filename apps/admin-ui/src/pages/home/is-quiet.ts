import { type HomeView } from '../../api/types';

/** Is there nothing that somebody should look at? That does not mean that all is captured and delivered. */
export function isQuiet({ attention, alerts }: Pick<HomeView, 'attention' | 'alerts'>): boolean {
  return attention.length === 0 && alerts.length === 0;
}
