import { type Clock } from '@app/domain';

import { type Api } from './instruments';

const REST_MS = 300_000;

/**
 * Calls `tell` when OpenTelemetry or a destination's exporter reports a failure, at most once in five minutes. What they report
 * is not passed on: it may hold addresses.
 */
export function tellFaults({ diag, DiagLogLevel }: Api, clock: Clock, tell: () => void): void {
  let toldAt = -Infinity;
  const error = () => {
    const now = clock.now().getTime();
    if (Math.abs(now - toldAt) < REST_MS) return;
    toldAt = now;
    tell();
  };
  const nothing = () => undefined;
  const logger = { error, warn: nothing, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
}
