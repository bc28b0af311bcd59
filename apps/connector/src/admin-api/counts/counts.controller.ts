import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PostArchive } from '@app/archive';
import { MayCall, SessionGuard } from '@app/auth';
import { Clock } from '@app/domain';

import { AccountIdDto } from '../accounts/account-id.dto';
import { Accounts } from '../accounts/accounts';
import { DaysDto } from './counts.dto';
import { CountsView } from './counts.view';
import { MAX_DAYS, windowOfDays } from './day-range';

/** How much of an account is archived, day by day. */
@ApiTags('accounts')
@ApiCookieAuth()
@Controller('admin/api/accounts/:accountId/counts')
@UseGuards(SessionGuard)
export class CountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly archive: PostArchive,
    private readonly clock: Clock,
  ) {}

  @Get()
  @MayCall(['admin', 'examiner'])
  @ApiOperation({
    summary: 'Archived post versions by the day the post was made.',
    description: `At most ${MAX_DAYS} days.`,
  })
  @ApiOkResponse({ type: CountsView })
  async show(@Param() { accountId }: AccountIdDto, @Query() days: DaysDto): Promise<CountsView> {
    const window = windowOfDays(days, this.clock.now());
    await this.accounts.get(accountId, { withDeleted: true });
    return { days: await this.archive.countByDay(accountId, window) };
  }
}
