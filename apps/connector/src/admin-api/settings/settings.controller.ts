import { Body, Controller, Get, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { FewRequests } from '../../http/throttling.module';
import { SettingsDesk } from './settings-desk';
import { ChangeSettingsDto } from './settings.dto';
import { SettingsView } from './settings.view';

/** The six values an admin sets. */
@ApiTags('settings')
@ApiCookieAuth()
@Controller('admin/api/settings')
@UseGuards(SessionGuard)
export class SettingsController {
  constructor(private readonly desk: SettingsDesk) {}

  @Get()
  @MayCall(['admin', 'bootstrap'])
  @ApiOperation({ summary: 'What is set, by whom and when; no secret is shown.' })
  @ApiOkResponse({ type: SettingsView })
  show(): Promise<SettingsView> {
    return this.desk.show();
  }

  @Put()
  @MayCall(['admin', 'bootstrap'])
  @FewRequests(60)
  @ApiOperation({
    summary: 'Sets the values that are given.',
    description:
      'A bootstrap session may set all while nobody can sign in with Entra ID, then only what is missing of X: else 403 `settings.bootstrap_done`.',
  })
  @ApiOkResponse({ type: SettingsView })
  async change(@Body() body: ChangeSettingsDto, @Caller() caller: Actor): Promise<SettingsView> {
    await this.desk.change(body.values, caller);
    return this.desk.show();
  }
}
