import {
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCookieAuth,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';
import { type Response } from 'express';

import { sendStream } from '../../http/send-stream';
import { TaskDesk } from './task-desk';
import { TaskDetail, TaskPageView, TaskView } from './task.view';
import { TaskKeyDto, TaskQueryDto } from './tasks.dto';

/** The download tasks of the Import service. */
@ApiTags('tasks')
@ApiCookieAuth()
@Controller('admin/api/tasks')
@UseGuards(SessionGuard)
export class TasksController {
  constructor(private readonly desk: TaskDesk) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'The tasks, the one received last first.' })
  @ApiOkResponse({ type: TaskPageView })
  list(@Query() query: TaskQueryDto): Promise<TaskPageView> {
    return this.desk.list(query);
  }

  @Get(':jobId/:taskId')
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'A task, with what was handed over for it.' })
  @ApiOkResponse({ type: TaskDetail })
  @ApiNotFoundResponse({ description: 'There is no such task.' })
  show(@Param() key: TaskKeyDto): Promise<TaskDetail> {
    return this.desk.show(key);
  }

  @Post(':jobId/:taskId/retry')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'A waiting task is worked on now.' })
  @ApiOkResponse({ type: TaskView })
  @ApiNotFoundResponse({ description: 'There is no such task.' })
  @ApiConflictResponse({
    description: 'It has ended: `jobs.task_ended`, or its job was deleted: `jobs.deleted`.',
  })
  retry(@Param() key: TaskKeyDto, @Caller() caller: Actor): Promise<TaskView> {
    return this.desk.retry(key, caller);
  }

  @Get(':jobId/:taskId/manifest')
  @MayCall(['admin', 'examiner'])
  @ApiOperation({
    summary: 'The manifest of its last delivery, byte for byte.',
    description:
      'When the bytes are not those that were stored, the download breaks off before its end.',
  })
  @ApiOkResponse({ content: { 'application/json': { schema: { type: 'object' } } } })
  @ApiNotFoundResponse({ description: 'There is no such task, or nothing was delivered for it.' })
  async manifest(@Param() key: TaskKeyDto, @Res() response: Response): Promise<void> {
    const bytes = await this.desk.openManifest(key);
    response.attachment(`${key.jobId}.${key.taskId}.manifest.json`);
    await sendStream(response, bytes);
  }
}
