import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminSessions, Caller, EntraApplicationSource, MayCall, SessionGuard } from '@app/auth';
import { type Actor } from '@app/domain';
import { type Request, type Response } from 'express';

import { FewRequests } from '../http/throttling.module';
import { BootstrapDto } from './bootstrap.dto';
import { SessionView, SignedOutView, viewOf } from './session-view';
import { SignIn } from './sign-in';

/** The session of whoever looks at the settings page. */
@ApiTags('session')
@Controller('admin/api/session')
export class SessionController {
  constructor(
    private readonly sessions: AdminSessions,
    private readonly signIn: SignIn,
    private readonly application: EntraApplicationSource,
  ) {}

  /** Open to all: the page asks here whether somebody is signed in, and how that can be done. */
  @Get()
  @ApiOperation({ summary: 'Who is signed in, and how that can be done.' })
  @ApiOkResponse({ type: SessionView })
  async show(@Req() request: Request): Promise<SessionView> {
    const session = await this.sessions.read(request);
    return viewOf(session, (await this.application.find()) !== undefined);
  }

  @Post('bootstrap')
  @FewRequests(20)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Begins a bootstrap session, for tenant id and APISecretKey.' })
  @ApiOkResponse({ type: SessionView })
  async bootstrap(
    @Body() proof: BootstrapDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const session = await this.signIn.bootstrap(proof, request, response);
    return viewOf(session, (await this.application.find()) !== undefined);
  }

  @Delete()
  @MayCall(['admin', 'examiner', 'no-role', 'bootstrap'])
  @UseGuards(SessionGuard)
  @ApiCookieAuth()
  @ApiOperation({ summary: 'Ends the session.' })
  @ApiOkResponse({ type: SignedOutView })
  async end(
    @Caller() caller: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedOutView> {
    return { signOutUrl: await this.signIn.end(caller, request, response) };
  }
}
