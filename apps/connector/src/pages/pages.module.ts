import { Module } from '@nestjs/common';

import { ConsentModule } from '../consent/consent.module';
import { LoginWindowController } from './login-window.controller';
import { SetUpPageController } from './set-up-page.controller';

/** Pages that people see in the portal's windows. */
@Module({ imports: [ConsentModule], controllers: [LoginWindowController, SetUpPageController] })
export class PagesModule {}
