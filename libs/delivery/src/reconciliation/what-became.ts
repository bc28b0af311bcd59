import { type PostEntry } from '@app/archive';

import { theOneToDeliver } from '../task-entries';
import { type Disposition, type Reason } from './reconciliation-report';
import { type IndexedTask } from './task-index';

/** What is known of the versions of one thing. */
export interface Known {
  /** Was it in the manifest of a task that was accepted? */
  isHandedOver: (entry: PostEntry) => boolean;
  isParked: (entry: PostEntry) => boolean;
  /** The tasks that ask for what was made then. */
  tasksOf: (entry: PostEntry) => IndexedTask[];
}

export interface Fate {
  entry: PostEntry;
  disposition: Disposition;
  reason?: Reason;
  task?: IndexedTask;
}

/** What has become of each version of one thing. */
export function whatBecame(versions: readonly PostEntry[], known: Known): Fate[] {
  const wanted = theOneToDeliver(versions);
  const isOfX = versions.some(({ provenance }) => !provenance);
  return versions.map((entry): Fate => {
    if (known.isHandedOver(entry)) return { entry, disposition: 'archived' };
    if (entry.provenance && isOfX)
      return { entry, disposition: 'duplicate', reason: 'supplied-too' };
    if (entry !== wanted) return { entry, disposition: 'excluded', reason: 'earlier-version' };
    if (known.isParked(entry)) return { entry, disposition: 'failed', reason: 'not-convertible' };
    return { entry, ...whyNot(entry, known.tasksOf(entry)) };
  });
}

/** Of the one that is to be handed over, and was not. */
function whyNot(entry: PostEntry, tasks: readonly IndexedTask[]): Omit<Fate, 'entry'> {
  const of = (state: IndexedTask['state']) => tasks.find((task) => task.state === state);
  const [waiting, delivered, handedBack] = [of('waiting'), of('delivered'), of('handed-back')];
  const unprocessed = (reason: Reason, task?: IndexedTask): Omit<Fate, 'entry'> => ({
    ...{ disposition: 'unprocessed', reason },
    ...(task && { task }),
  });
  if (waiting) return unprocessed('task-waits', waiting);
  if (delivered) {
    const delivery = tasks.filter(({ state }) => state === 'delivered');
    const missing = delivery.find(({ receivedAt }) => wasThere(entry, receivedAt));
    if (!missing) return unprocessed('came-late', delivered);
    return { disposition: 'unexplained', reason: 'not-in-manifest', task: missing };
  }
  const maybe = tasks.find((task) => isMaybeAccepted(entry, task));
  if (maybe) return unprocessed('maybe-accepted', maybe);
  return handedBack ? unprocessed('task-handed-back', handedBack) : unprocessed('not-asked-for');
}

/** The success that its manifest was made for may have been heard. */
function isMaybeAccepted(entry: PostEntry, { state, hasManifest, completedAt }: IndexedTask) {
  const isThere = !completedAt || wasThere(entry, completedAt);
  return state === 'handed-back' && hasManifest && isThere;
}

/** Of what the owner supplied it is known when X made the archive, not when that was imported. */
function wasThere({ capturedAt, provenance }: PostEntry, at: Date): boolean {
  return !provenance && capturedAt < at;
}
