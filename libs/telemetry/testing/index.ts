export { recordTelemetry } from './record-telemetry';
