export {
  AadConfig,
  AlertConfig,
  CaptureConfig,
  DeliveryConfig,
  EventApiConfig,
  ExportConfig,
  LimitsConfig,
  MailConfig,
  RemovalConfig,
  SecretsConfig,
  ServerConfig,
  slice,
  StorageConfig,
  TelemetryConfig,
  WorkerConfig,
  XApiConfig,
} from './config';
export { ConfigModule } from './config.module';
export { envExample, settingsPage } from './generate-settings';
export { SystemClock } from './system-clock';
