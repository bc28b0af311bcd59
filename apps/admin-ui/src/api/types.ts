import { type components } from './generated/admin-api';

/** What the admin API answers, by the names these pages use. */
type Schemas = components['schemas'];

export type SessionView = Schemas['SessionView'];
export type HomeView = Schemas['HomeView'];
export type Attention = Schemas['AttentionView'];
export type SettingName = Schemas['SettingName'];
export type SettingView = Schemas['SettingView'];
export type SettingsView = Schemas['SettingsView'];
export type TestResult = Schemas['TestResultView'];
export type AccountSummary = Schemas['AccountSummary'];
export type AccountDetail = Schemas['AccountDetail'];
export type StreamName = Schemas['StreamName'];
export type StreamView = Schemas['StreamView'];
export type RecheckView = Schemas['RecheckView'];
export type Stretch = Schemas['CoverageView'];
export type DayCount = Schemas['DayCountView'];
export type TaskView = Schemas['TaskView'];
export type TaskDetail = Schemas['TaskDetail'];
export type TaskPage = Schemas['TaskPageView'];
export type ParkedItemView = Schemas['ParkedItemView'];
export type ParkedItemPage = Schemas['ParkedItemsView'];
export type AuditEventView = Schemas['AuditEventView'];
export type AuditPage = Schemas['AuditView'];
export type CompletenessView = Schemas['CompletenessView'];
export type DifferenceView = Schemas['DifferenceView'];
export type UsageView = Schemas['UsageView'];
export type SelfTestView = Schemas['SelfTestView'];
export type SelfTestRun = Schemas['SelfTestRunView'];
export type SelfTestStep = Schemas['SelfTestStepView'];
export type ImportView = Schemas['ImportView'];
