import { Controller, Get, HttpCode, HttpStatus, Param, Post, Res, UseGuards } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCookieAuth,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';
import { type Response } from 'express';

import { sendStream } from '../../http/send-stream';
import { AccountIdDto } from '../accounts/account-id.dto';
import { ImportDesk } from './import-desk';
import { ImportsView, ImportView } from './import.view';
import { ImportKeyDto } from './imports.dto';

/** The archives that accounts' owners have downloaded from X, and what became of them here. */
@ApiTags('imports')
@ApiCookieAuth()
@Controller('admin/api/accounts/:accountId/imports')
@UseGuards(SessionGuard)
export class ImportsController {
  constructor(private readonly desk: ImportDesk) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'The imports of an account, the newest first.' })
  @ApiOkResponse({ type: ImportsView })
  @ApiNotFoundResponse({ description: 'No job archives this account.' })
  list(@Param() { accountId }: AccountIdDto): Promise<ImportsView> {
    return this.desk.list(accountId);
  }

  @Get(':importId')
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'An import, and how far it is.' })
  @ApiOkResponse({ type: ImportView })
  @ApiNotFoundResponse({ description: 'There is no such import.' })
  show(@Param() key: ImportKeyDto): Promise<ImportView> {
    return this.desk.show(key);
  }

  @Post(':importId/cancel')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Its upload or itself is stopped; what is archived stays.' })
  @ApiOkResponse({ type: ImportView })
  @ApiNotFoundResponse({ description: 'There is no such import.' })
  @ApiConflictResponse({ description: 'It has ended: `import.ended`.' })
  cancel(@Param() key: ImportKeyDto, @Caller() caller: Actor): Promise<ImportView> {
    return this.desk.cancel(key, caller);
  }

  @Post(':importId/retry')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'One that has failed is tried again, while its file is kept.' })
  @ApiOkResponse({ type: ImportView })
  @ApiNotFoundResponse({ description: 'There is no such import.' })
  @ApiConflictResponse({ description: 'It has not failed, or its file is gone: `import.ended`.' })
  retry(@Param() key: ImportKeyDto, @Caller() caller: Actor): Promise<ImportView> {
    return this.desk.retry(key, caller);
  }

  @Get(':importId/problems.csv')
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'What could not be read, line by line (RFC 4180).' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({ description: 'There is no such import, or no list of it yet.' })
  async problems(@Param() key: ImportKeyDto, @Res() response: Response): Promise<void> {
    const csv = await this.desk.openProblems(key);
    response.attachment('not-read.csv');
    await sendStream(response, csv);
  }
}
