export { anAuditEvent, describeAuditLog } from './audit-log.contract';
export { FakeAuditLog } from './fake-audit-log';
