import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AbsenceBook, CaptureStateStore } from '@app/archive';
import { MayCall, SessionGuard } from '@app/auth';
import { CaptureConfig, RemovalConfig } from '@app/config';

import { AccountIdDto } from './account-id.dto';
import { Accounts } from './accounts';
import { RecheckView, recheckView } from './recheck.view';

/** What became of an account's posts after they were archived. */
@ApiTags('accounts')
@ApiCookieAuth()
@Controller('admin/api/accounts/:accountId/recheck')
@UseGuards(SessionGuard)
export class RecheckController {
  constructor(
    private readonly accounts: Accounts,
    private readonly states: CaptureStateStore,
    private readonly absences: AbsenceBook,
    private readonly config: CaptureConfig,
    private readonly removal: RemovalConfig,
  ) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({
    summary: 'Late posts, edits and deletions that were found, and when it is looked again.',
  })
  @ApiOkResponse({ type: RecheckView })
  async show(@Param() { accountId }: AccountIdDto): Promise<RecheckView> {
    await this.accounts.get(accountId);
    const [{ state }, absences] = await Promise.all([
      this.states.load(accountId, 'deletions'),
      this.absences.list(accountId),
    ]);
    const { sweepDays, sweepHours } = this.config;
    const deletedPosts = this.removal.ownPosts;
    return recheckView(state.recheck, absences, { sweepDays, sweepHours, deletedPosts });
  }
}
