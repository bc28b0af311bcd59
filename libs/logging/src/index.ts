export { LoggingModule } from './logging.module';
export { startFailure } from './start-failure';
