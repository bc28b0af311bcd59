export { around } from './around';
export { type Attributes, Instruments, type Reading } from './instruments';
export {
  counterDocs,
  type CounterName,
  durationDocs,
  type DurationName,
  gaugeDocs,
  type GaugeName,
} from './metric-list';
export { spanDocs, type SpanName } from './span-list';
export { Telemetry } from './telemetry';
export { TelemetryModule } from './telemetry.module';
