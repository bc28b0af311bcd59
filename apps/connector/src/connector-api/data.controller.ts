import { Body, Controller, HttpCode, HttpStatus, Post, UseGuards } from '@nestjs/common';
import { ImportCallerGuard } from '@app/auth';
import { AppError } from '@app/domain';
import { JobStore } from '@app/jobs';

import { anyCase } from '../http/any-case.pipe';
import { DownloadRequestDto, downloadRequestNames } from './download-request.dto';
import { TaskIntake } from './task-intake';

@Controller('data')
@UseGuards(ImportCallerGuard)
export class DataController {
  constructor(
    private readonly jobs: JobStore,
    private readonly intake: TaskIntake,
  ) {}

  @Post('OnDownloadRequest')
  @HttpCode(HttpStatus.OK)
  async onDownloadRequest(
    @Body(anyCase(downloadRequestNames)) request: DownloadRequestDto,
  ): Promise<void> {
    const job = await this.jobs.find(request.JobId);
    if (!job) throw new AppError('jobs.unknown_job', 'There is no such job.');
    await this.intake.receive(request);
  }
}
