import { Controller, Get, HttpCode, HttpStatus, Param, Post, UseGuards } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCookieAuth,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { AccountControl } from './account-control';
import { AccountDetail } from './account-detail.view';
import { AccountDetails } from './account-details';
import { AccountIdDto } from './account-id.dto';
import { AccountsView, AccountSummary, summaryOf } from './account.view';
import { Accounts } from './accounts';

/** The accounts that are archived. */
@ApiTags('accounts')
@ApiCookieAuth()
@Controller('admin/api/accounts')
@UseGuards(SessionGuard)
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly details: AccountDetails,
    private readonly control: AccountControl,
  ) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'All accounts that are archived, or were, by name.' })
  @ApiOkResponse({ type: AccountsView })
  async list(): Promise<AccountsView> {
    return { accounts: (await this.accounts.list({ withDeleted: true })).map(summaryOf) };
  }

  @Get(':accountId')
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'One account, with what of its timeline is archived.' })
  @ApiOkResponse({ type: AccountDetail })
  show(@Param() { accountId }: AccountIdDto): Promise<AccountDetail> {
    return this.details.get(accountId);
  }

  @Post(':accountId/pause')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'It is not captured until it is resumed.' })
  @ApiOkResponse({ type: AccountSummary })
  async pause(
    @Param() { accountId }: AccountIdDto,
    @Caller() caller: Actor,
  ): Promise<AccountSummary> {
    return summaryOf(await this.control.pause(accountId, caller));
  }

  @Post(':accountId/resume')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'It is captured again.' })
  @ApiOkResponse({ type: AccountSummary })
  async resume(
    @Param() { accountId }: AccountIdDto,
    @Caller() caller: Actor,
  ): Promise<AccountSummary> {
    return summaryOf(await this.control.resume(accountId, caller));
  }

  @Post(':accountId/capture')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'A worker captures it within seconds, even if it is parked.',
    description: '409 `accounts.paused` while it is paused.',
  })
  @ApiAcceptedResponse({ type: AccountSummary })
  async capture(
    @Param() { accountId }: AccountIdDto,
    @Caller() caller: Actor,
  ): Promise<AccountSummary> {
    return summaryOf(await this.control.capture(accountId, caller));
  }
}
