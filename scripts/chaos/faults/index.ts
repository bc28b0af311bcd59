import { type FaultKind } from './fault-kind';
import { serviceFaults } from './service-faults';
import { xFaults } from './x-faults';

export { type FaultKind } from './fault-kind';

export const faultKinds: readonly FaultKind[] = [...xFaults, ...serviceFaults];
