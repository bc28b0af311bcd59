import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { MayCall, SessionGuard } from '@app/auth';
import { Reconciliation, reconciliationCsv, reconciliationJson } from '@app/delivery';
import { Clock } from '@app/domain';
import { type Response } from 'express';

import { sendStream } from '../../http/send-stream';
import { FewRequests } from '../../http/throttling.module';
import { AccountIdDto } from '../accounts/account-id.dto';
import { Accounts } from '../accounts/accounts';
import { DaysDto } from '../counts/counts.dto';
import { windowOfDays } from '../counts/day-range';
import { firstDifferences } from './first-differences';
import { CompletenessView, completenessView } from './completeness.view';

/** Is all there that should be, and what is not and why. */
@ApiTags('accounts')
@ApiCookieAuth()
@Controller('admin/api/accounts/:accountId')
@UseGuards(SessionGuard)
export class CompletenessController {
  constructor(
    private readonly accounts: Accounts,
    private readonly reconciliation: Reconciliation,
    private readonly clock: Clock,
  ) {}

  @Get('completeness')
  @MayCall(['admin', 'examiner'])
  @FewRequests(60)
  @ApiOperation({ summary: 'What is archived, compared with what was handed over and accepted.' })
  @ApiOkResponse({ type: CompletenessView })
  async show(
    @Param() { accountId }: AccountIdDto,
    @Query() days: DaysDto,
  ): Promise<CompletenessView> {
    const { report, differences } = await firstDifferences(await this.run(accountId, days));
    return completenessView(report, differences);
  }

  @Get('completeness.csv')
  @MayCall(['admin', 'examiner'])
  @FewRequests(20)
  @ApiOperation({ summary: 'The same with every difference, as a file (RFC 4180).' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async csv(
    @Param() { accountId }: AccountIdDto,
    @Query() days: DaysDto,
    @Res() response: Response,
  ): Promise<void> {
    const run = await this.run(accountId, days);
    response.attachment(`completeness-${accountId}.csv`);
    await sendStream(response, reconciliationCsv(run));
  }

  @Get('completeness.json')
  @MayCall(['admin', 'examiner'])
  @FewRequests(20)
  @ApiOperation({ summary: 'The same with every difference, as a file of JSON.' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async json(
    @Param() { accountId }: AccountIdDto,
    @Query() days: DaysDto,
    @Res() response: Response,
  ): Promise<void> {
    const run = await this.run(accountId, days);
    response.attachment(`completeness-${accountId}.json`);
    await sendStream(response, reconciliationJson(run));
  }

  /** Rejects with `accounts.unknown`. */
  private async run(accountId: string, days: DaysDto): Promise<ReturnType<Reconciliation['run']>> {
    const window = windowOfDays(days, this.clock.now());
    await this.accounts.get(accountId, { withDeleted: true });
    return this.reconciliation.run({ accountId, window });
  }
}
