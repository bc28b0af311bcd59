import { Controller, Get, Header, Query, UseFilters, UseInterceptors } from '@nestjs/common';
import { ServerConfig } from '@app/config';

import { callbackUrl } from '../connector-api/callback-url';
import { ConsentText } from '../consent/consent-text';
import { InvalidPageFilter } from './invalid-page.filter';
import { PageHeaders } from './page-headers';
import { SetUpPageDto } from './pages.dto';
import { setUpPage } from './set-up-page';

/** The window the Purview portal opens when an admin adds a connector. It has no secret and asks for the APISecretKey itself. */
@Controller('preview/OnJobCreating')
@UseInterceptors(PageHeaders)
@UseFilters(InvalidPageFilter)
export class SetUpPageController {
  constructor(
    private readonly config: ServerConfig,
    private readonly consent: ConsentText,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  show(@Query() { jobId, tenantId }: SetUpPageDto): string {
    const { consent } = this;
    return setUpPage({
      jobId,
      tenantId,
      callbackUrl: callbackUrl(this.config.publicUrl),
      consent,
    });
  }
}
