import { describeAuditLog, FakeAuditLog } from '@testing/audit';

describeAuditLog('FakeAuditLog', () => new FakeAuditLog());
