import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';
import { type Response } from 'express';

import { sendStream } from '../../http/send-stream';
import { FewRequests } from '../../http/throttling.module';
import { AuditDesk } from './audit-desk';
import { AuditQueryDto } from './audit-query.dto';
import { AuditView } from './audit.view';

/** Who did what to this service. */
@ApiTags('audit')
@ApiCookieAuth()
@Controller('admin/api')
@UseGuards(SessionGuard)
export class AuditController {
  constructor(private readonly desk: AuditDesk) {}

  @Get('audit')
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'The audit log, the newest event first, page by page.' })
  @ApiOkResponse({ type: AuditView })
  list(@Query() query: AuditQueryDto): Promise<AuditView> {
    return this.desk.list(query);
  }

  @Get('audit.csv')
  @MayCall(['admin', 'examiner'])
  @FewRequests(20)
  @ApiOperation({ summary: 'The audit log as a file (RFC 4180); leaves an event itself.' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async export(
    @Query() query: AuditQueryDto,
    @Caller() caller: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const csv = await this.desk.export(query, caller);
    response.attachment('audit.csv');
    await sendStream(response, csv);
  }
}
