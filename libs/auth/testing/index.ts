export { describeEndedSessions } from './ended-sessions.contract';
export { FakeEndedSessions } from './fake-ended-sessions';
export { appId, FakeEntra, tenantId } from './fake-entra';
