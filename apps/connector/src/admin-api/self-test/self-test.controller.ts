import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  UseGuards,
} from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { FewRequests } from '../../http/throttling.module';
import { SelfTestDesk } from '../../self-test/self-test-desk';
import { AccountControl } from '../accounts/account-control';
import { AccountIdDto } from '../accounts/account-id.dto';
import { Accounts } from '../accounts/accounts';
import { BeginSelfTestDto } from './self-test.dto';
import { SelfTestView, selfTestView } from './self-test.view';

/** One post of an account, followed from X to the answer of the Import service. */
@ApiTags('accounts')
@ApiCookieAuth()
@Controller('admin/api/accounts/:accountId/self-test')
@UseGuards(SessionGuard)
export class SelfTestController {
  constructor(
    private readonly desk: SelfTestDesk,
    private readonly accounts: Accounts,
    private readonly control: AccountControl,
  ) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({ summary: 'The newest self-test of the account, and where it stands.' })
  @ApiOkResponse({ type: SelfTestView })
  async show(@Param() { accountId }: AccountIdDto): Promise<SelfTestView> {
    return selfTestView(await this.desk.show(await this.accounts.get(accountId)));
  }

  @Post()
  @MayCall(['admin'])
  @FewRequests(20)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Begins a self-test; asks X for the newest posts, and for a capture.',
    description: '409 `accounts.paused` while it is paused.',
  })
  @ApiOkResponse({ type: SelfTestView })
  async begin(
    @Param() { accountId }: AccountIdDto,
    @Body() { follow }: BeginSelfTestDto,
    @Caller() caller: Actor,
  ): Promise<SelfTestView> {
    const account = await this.control.capture(accountId, caller);
    return selfTestView(await this.desk.begin(account, follow, caller));
  }
}
