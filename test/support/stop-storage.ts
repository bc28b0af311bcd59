import { stopStorage } from './start-storage';

/** Runs after the contract suites. */
export default async function stop(): Promise<void> {
  await stopStorage.run?.();
}
