export { alertActions, type AlertCode } from './alert-codes';
export { AlertRound, type RoundResult } from './alert-round';
export { AlertsModule } from './alerts.module';
