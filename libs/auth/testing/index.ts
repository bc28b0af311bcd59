export { describeApplicationTrial, type TrialUnderTest } from './application-trial.contract';
export { describeEndedSessions } from './ended-sessions.contract';
export { FakeEndedSessions } from './fake-ended-sessions';
export { FakeApplicationTrial } from './fake-application-trial';
export { appId, FakeEntra, tenantId } from './fake-entra';
