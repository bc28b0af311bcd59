import { type Random } from '../../../apps/sandbox/src/dataset/random';
import { type SandboxControl } from '../../local/sandbox-control';
import { type ChaosWorld } from '../chaos-world';

/** Has it happened yet? */
export type Met = () => boolean | Promise<boolean>;

/** A kind of fault: what it is called, what happens, and how it is made to happen at a moment that `random` chooses. */
export interface FaultKind {
  name: string;
  does: string;
  /** Is it about how the work is begun? Of those a run has one. */
  isOfProcess?: boolean;
  /** Does it need files that the product does not keep in memory? Whoever hangs in one takes minutes, by what there is to send. */
  needsLargeFiles?: boolean;
  /** Does a container that was lent stop taking anything, for good? */
  endsSas?: boolean;
  arm(world: ChaosWorld, random: Random): Promise<Met> | Met;
}

/** A fault that the sandbox has by itself: it begins after some requests, and meets a few. */
export function ofSandbox(
  name: string,
  does: string,
  fault: object,
  { latest = 5, longest = 3 } = {},
): FaultKind {
  return {
    ...{ name, does },
    arm: ({ control }, random) =>
      addTo(control, name, {
        after: random.whole(0, latest),
        times: random.whole(1, longest),
        ...fault,
      }),
  };
}

export async function addTo(control: SandboxControl, name: string, fault: object): Promise<Met> {
  await control.addFault({ ...fault, name });
  return async () => ((await control.stats()).faultsMet[name] ?? 0) > 0;
}
