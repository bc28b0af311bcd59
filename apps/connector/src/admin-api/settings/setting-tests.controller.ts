import { Controller, HttpCode, HttpStatus, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { FewRequests } from '../../http/throttling.module';
import { SettingTests } from './setting-tests';
import { TestResultView } from './settings.view';

/** Tries out what is set. What does not work is a result, not a failure of the request. */
@ApiTags('settings')
@ApiCookieAuth()
@Controller('admin/api/settings')
@UseGuards(SessionGuard)
@FewRequests(20)
export class SettingTestsController {
  constructor(private readonly tests: SettingTests) {}

  @Post('test-x')
  @MayCall(['admin'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Does X accept what is set?' })
  @ApiOkResponse({ type: TestResultView })
  testX(@Caller() caller: Actor): Promise<TestResultView> {
    return this.tests.testX(caller);
  }

  @Post('test-entra')
  @MayCall(['admin', 'bootstrap'])
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Does Entra ID accept what is set?' })
  @ApiOkResponse({ type: TestResultView })
  testEntra(@Caller() caller: Actor): Promise<TestResultView> {
    return this.tests.testEntra(caller);
  }
}
