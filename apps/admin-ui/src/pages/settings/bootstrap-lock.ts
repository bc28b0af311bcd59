import { type TestResult } from '../../api/types';
import { texts } from '../../texts/texts';

/** Entra ID has said nothing of the connector's values: that opens nothing (the connector's `settings.bootstrap_done`). */
const SILENT = 'auth.entra_unavailable';

/**
 * Why a bootstrap session may not set the Entra ID values; `undefined` when it may. `canUseEntra`: they are set; then it depends on what
 * Entra ID says of them.
 */
export function bootstrapLock(
  canUseEntra: boolean,
  test: Pick<TestResult, 'ok' | 'code'> | undefined,
): string | undefined {
  const { lock } = texts.settings;
  if (!canUseEntra) return undefined;
  if (!test) return lock.testing;
  if (test.ok) return lock.works;
  return test.code === SILENT ? lock.silent : undefined;
}
