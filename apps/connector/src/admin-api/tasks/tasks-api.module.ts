import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { TaskManifests } from '@app/delivery';
import { JobsModule } from '@app/jobs';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { FailedTasks } from './failed-tasks';
import { TaskDesk } from './task-desk';
import { TasksController } from './tasks.controller';

@Module({
  imports: [AccessModule, ArchiveModule, AuditTrailModule, JobsModule],
  controllers: [TasksController],
  providers: [FailedTasks, TaskDesk, TaskManifests],
  exports: [FailedTasks],
})
export class TasksApiModule {}
