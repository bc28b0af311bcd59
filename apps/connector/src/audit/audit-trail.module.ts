import { Module } from '@nestjs/common';
import { AuditModule } from '@app/audit';

import { AuditTrail } from './audit-trail';

@Module({ imports: [AuditModule], providers: [AuditTrail], exports: [AuditTrail] })
export class AuditTrailModule {}
