import { Controller, Get, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ImportCallerGuard } from '@app/auth';

import { ExactJson } from '../http/exact-json.interceptor';
import { SetupStatus } from './answers';
import { SetupCheck } from './setup-check';

@ApiTags('portal')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('setup')
@UseGuards(ImportCallerGuard)
@UseInterceptors(ExactJson)
export class SetupController {
  constructor(private readonly check: SetupCheck) {}

  @Get('Validate')
  @ApiOperation({ summary: 'Is the connector configured?' })
  @ApiOkResponse({ type: SetupStatus })
  validate(): Promise<SetupStatus> {
    return this.check.status();
  }
}
