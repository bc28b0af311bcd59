import { ApiPropertyOptional } from '@nestjs/swagger';
import { type TaskState } from '@app/domain';
import { IsIn, IsOptional } from 'class-validator';

import { IsId } from '../../connector-api/is-id';
import { PageQueryDto } from '../page-query.dto';

export const taskStates = ['waiting', 'delivered', 'handed-back'] as const satisfies TaskState[];

/** Query of GET /admin/api/tasks. */
export class TaskQueryDto extends PageQueryDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsId('Tasks of this job alone.')
  jobId?: string;

  @ApiPropertyOptional({ enum: taskStates, enumName: 'TaskState' })
  @IsOptional()
  @IsIn(taskStates, { message: `must be one of ${taskStates.join(', ')}` })
  state?: TaskState;
}

/** Path of the routes that are about one task. */
export class TaskKeyDto {
  @IsId("The portal's id of the job.")
  jobId!: string;

  @IsId("The Import service's id of the task.")
  taskId!: string;
}
