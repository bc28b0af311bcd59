import { Controller, Delete, Get, Query, UseGuards, UseInterceptors } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, ImportCallerGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { AuditTrail } from '../audit/audit-trail';
import { ExactJson } from '../http/exact-json.interceptor';
import { JobCreated } from './answers';
import { ConnectorJobs } from './connector-jobs';
import { JobIdDto } from './job-id.dto';
import { RemediationDto, remediationTypeOf } from './remediation.dto';

@ApiTags('portal')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('job')
@UseGuards(ImportCallerGuard)
@UseInterceptors(ExactJson)
export class JobController {
  constructor(
    private readonly jobs: ConnectorJobs,
    private readonly audit: AuditTrail,
  ) {}

  @Get('IsCreated')
  @ApiOperation({ summary: 'Has the set-up of a job been finished?' })
  @ApiOkResponse({ type: JobCreated })
  async isCreated(@Query() { jobId }: JobIdDto): Promise<JobCreated> {
    return { IsJobCreated: await this.jobs.isCreated(jobId), Reason: null };
  }

  @Delete('OnDeleted')
  @ApiOperation({ summary: 'The job was deleted: capture stops, what was archived stays.' })
  @ApiNotFoundResponse({ description: 'There is no such job.' })
  async onDeleted(@Query() { jobId }: JobIdDto, @Caller() caller: Actor): Promise<void> {
    const { accountId } = await this.jobs.delete(jobId);
    await this.audit.done(caller, 'job.deleted', jobId, { accountId });
    await this.jobs.forgetKeys(accountId);
  }

  @Get('OnRemediation')
  @ApiOperation({ summary: 'The job needs help; `Relogin` when its keys do not work any more.' })
  @ApiNotFoundResponse({ description: 'There is no such job.' })
  async onRemediation(@Query() query: RemediationDto, @Caller() caller: Actor): Promise<void> {
    const type = remediationTypeOf(query);
    await this.jobs.remediate(query.jobId, type);
    await this.audit.done(caller, 'job.remediation', query.jobId, { type });
  }
}
