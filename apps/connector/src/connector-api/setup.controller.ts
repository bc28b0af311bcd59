import { Controller, Get, UseGuards } from '@nestjs/common';
import { ImportCallerGuard } from '@app/auth';

import { SetupCheck, type SetupStatus } from './setup-check';

@Controller('setup')
@UseGuards(ImportCallerGuard)
export class SetupController {
  constructor(private readonly check: SetupCheck) {}

  @Get('Validate')
  validate(): Promise<SetupStatus> {
    return this.check.status();
  }
}
