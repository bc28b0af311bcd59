import { Module } from '@nestjs/common';

import { AccessModule } from '../access/access.module';
import { AuditTrailModule } from '../audit/audit-trail.module';
import { SessionController } from './session.controller';
import { SignIn } from './sign-in';
import { SignInController } from './sign-in.controller';

/** Getting into the settings page and out of it. */
@Module({
  imports: [AccessModule, AuditTrailModule],
  controllers: [SignInController, SessionController],
  providers: [SignIn],
})
export class SignInModule {}
