import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ImportCallerGuard } from '@app/auth';
import { JobStore } from '@app/jobs';

import { anyCase } from '../http/any-case.pipe';
import { JobIdDto, jobIdNames } from './job-id.dto';

@Controller('job')
@UseGuards(ImportCallerGuard)
export class JobController {
  constructor(private readonly jobs: JobStore) {}

  @Get('IsCreated')
  async isCreated(
    @Query(anyCase(jobIdNames)) { jobId }: JobIdDto,
  ): Promise<{ IsJobCreated: boolean; Reason: string | null }> {
    const job = await this.jobs.find(jobId);
    return { IsJobCreated: job !== undefined, Reason: null };
  }
}
