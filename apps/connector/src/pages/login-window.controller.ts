import { Controller, Get, Query, Res, UseFilters, UseInterceptors } from '@nestjs/common';
import { XApiConfig } from '@app/config';
import { type Response } from 'express';

import { InvalidBody } from '../http/invalid-body';
import { InvalidPageFilter } from './invalid-page.filter';
import { loginWindowPage } from './login-window-page';
import { PageHeaders } from './page-headers';
import { LoginWindowDto } from './pages.dto';

const LOGIN_PATHS = ['/oauth/authenticate', '/oauth/authorize'];

/** The window of a login: goes to X, comes back with what X says, hands that to the set-up page and closes. */
@Controller('Views/TwitterOAuth')
@UseInterceptors(PageHeaders)
@UseFilters(InvalidPageFilter)
export class LoginWindowController {
  constructor(private readonly x: XApiConfig) {}

  @Get()
  show(@Query() { loginUrl }: LoginWindowDto, @Res() response: Response): void {
    if (loginUrl) response.redirect(this.loginPageAtX(loginUrl));
    else response.type('html').send(loginWindowPage());
  }

  /** Throws InvalidBody for any address but that of a login at X: nobody is sent elsewhere in our name. */
  private loginPageAtX(loginUrl: string): string {
    const url = URL.parse(loginUrl);
    const isOfX = url?.origin === this.x.baseUrl.origin && !url.username && !url.password;
    if (url && isOfX && LOGIN_PATHS.includes(url.pathname)) return url.href;
    const rule = `must be the address of a login at ${this.x.baseUrl.host}`;
    throw new InvalidBody([{ property: 'loginUrl', constraints: { rule } }]);
  }
}
