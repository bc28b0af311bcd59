import {
  Body,
  Controller,
  HttpCode,
  HttpStatus,
  Post,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, ImportCallerGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { AuditTrail } from '../audit/audit-trail';
import { ExactJson } from '../http/exact-json.interceptor';
import { ConnectorJobs } from './connector-jobs';
import { DownloadRequestDto } from './download-request.dto';
import { TaskIntake } from './task-intake';

@ApiTags('import')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('data')
@UseGuards(ImportCallerGuard)
@UseInterceptors(ExactJson)
export class DataController {
  constructor(
    private readonly jobs: ConnectorJobs,
    private readonly intake: TaskIntake,
    private readonly audit: AuditTrail,
  ) {}

  @Post('OnDownloadRequest')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Items of a window of time, and changed ones, are wanted.' })
  @ApiNotFoundResponse({ description: 'There is no such job.' })
  async onDownloadRequest(
    @Body() request: DownloadRequestDto,
    @Caller() caller: Actor,
  ): Promise<void> {
    const { jobId } = await this.jobs.get(request.JobId);
    const { leftOut } = await this.intake.receive(request);
    const details = { jobId, ...(leftOut > 0 && { leftOut }) };
    await this.audit.done(caller, 'task.received', request.TaskId, details);
  }
}
