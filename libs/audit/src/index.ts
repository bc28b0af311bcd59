export { AuditLog, type AuditPage, type AuditQuery } from './audit-log';
export { AuditModule } from './audit.module';
