import { type FaultKind } from './fault-kind';
import { processFaults } from './process-faults';
import { serviceFaults } from './service-faults';
import { storageFaults } from './storage-faults';
import { xFaults } from './x-faults';

export { type FaultKind, type Met } from './fault-kind';

export const faultKinds: readonly FaultKind[] = [
  ...xFaults,
  ...serviceFaults,
  ...storageFaults,
  ...processFaults,
];
