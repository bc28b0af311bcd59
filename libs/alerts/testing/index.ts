export { anAlertWorld, HOUR_MS, Receiver } from './alert-world';
