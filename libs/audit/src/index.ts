export { AuditLog, type AuditPage, type AuditQuery } from './audit-log';
export { auditCsv } from './audit-csv';
export { AuditModule } from './audit.module';
export { readAudit } from './read-audit';
