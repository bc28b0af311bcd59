import { Body, Controller, Param, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { AccountIdDto } from './account-id.dto';
import { AccountStreams } from './account-streams';
import { AccountSummary, summaryOf } from './account.view';
import { Accounts } from './accounts';
import { ChangeStreamsDto } from './streams.dto';

/** What is archived of an account. */
@ApiTags('accounts')
@ApiCookieAuth()
@Controller('admin/api/accounts/:accountId/streams')
@UseGuards(SessionGuard)
export class StreamsController {
  constructor(
    private readonly streams: AccountStreams,
    private readonly accounts: Accounts,
  ) {}

  @Put()
  @MayCall(['admin'])
  @ApiOperation({
    summary: 'Switches streams on and off; those that are not named stay as they are.',
    description:
      'One that is on is read with the next capture. Switched off, it is read no more; what is archived of it stays.',
  })
  @ApiOkResponse({ type: AccountSummary })
  async change(
    @Param() { accountId }: AccountIdDto,
    @Body() { streams }: ChangeStreamsDto,
    @Caller() caller: Actor,
  ): Promise<AccountSummary> {
    await this.streams.switch(accountId, streams, caller);
    return summaryOf(await this.accounts.get(accountId));
  }
}
