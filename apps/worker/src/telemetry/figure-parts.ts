import { type ConnectorJob } from '@app/domain';
import { type Reading } from '@app/telemetry';

/** Some of the gauges, by the name of what they are about: one part is shown without the others. */
export type FigureParts = Record<
  string,
  (jobs: () => Promise<readonly ConnectorJob[]>) => Promise<Reading[]>
>;
