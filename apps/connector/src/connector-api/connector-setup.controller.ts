import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBasicAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, SetupKeyGuard } from '@app/auth';
import { ServerConfig } from '@app/config';
import { type Actor } from '@app/domain';
import { type Request, type Response } from 'express';

import { AuditTrail } from '../audit/audit-trail';
import { ConsentDesk } from '../consent/consent-desk';
import { ExactJson } from '../http/exact-json.interceptor';
import { AccountLogin } from './account-login';
import { Entity } from './answers';
import { callbackUrl, checkRedirectUrl } from './callback-url';
import { ConnectorJobs } from './connector-jobs';
import {
  DeleteTokenDto,
  EntitiesDto,
  OAuthUrlDto,
  SavePageDto,
  SavePageQueryDto,
  StoreTokenDto,
} from './connector-setup.dto';
import { giveTicket, takeTicket } from './login-tickets';

/** What the set-up page of a job calls, ours or Microsoft's. */
@ApiTags('set-up')
@ApiBasicAuth()
@Controller('api/ConnectorSetup')
@UseGuards(SetupKeyGuard)
@UseInterceptors(ExactJson)
export class ConnectorSetupController {
  constructor(
    private readonly login: AccountLogin,
    private readonly jobs: ConnectorJobs,
    private readonly consents: ConsentDesk,
    private readonly config: ServerConfig,
    private readonly audit: AuditTrail,
  ) {}

  @Get('OAuthUrl')
  @ApiOperation({ summary: "Begins a login; the address of X's page for it." })
  @ApiOkResponse({ schema: { type: 'string', format: 'uri' } })
  async oauthUrl(
    @Query() { redirectUrl, jobId, consent }: OAuthUrlDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const { publicUrl } = this.config;
    checkRedirectUrl(redirectUrl, publicUrl);
    const started = await this.login.begin(callbackUrl(publicUrl), {
      ...(jobId && { jobId }),
      ...(consent && { accepted: this.consents.accept(consent) }),
    });
    giveTicket(response, started);
    return started.loginUrl;
  }

  @Post('StoreToken')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Completes a login: creates the job, or renews its keys.' })
  @ApiOkResponse({ schema: { type: 'boolean' } })
  async storeToken(
    @Body() { jobId, temporaryAccessCode: verifier, oauthToken }: StoreTokenDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Caller() caller: Actor,
  ): Promise<true> {
    const ticket = takeTicket(request, response, oauthToken);
    const { account, accepted } = await this.login.complete(ticket, { jobId, verifier });
    const { accountId, username } = account;
    const consent = await this.consents.note(caller, { jobId, accountId, username, accepted });
    await this.jobs.connect(jobId, { ...account, consent });
    await this.audit.done(caller, 'account.connected', accountId, { jobId, username });
    return true;
  }

  @Get('GetEntities')
  @ApiOperation({ summary: 'The account that logged in for a job.' })
  @ApiOkResponse({ type: [Entity] })
  async getEntities(@Query() { jobId }: EntitiesDto): Promise<Entity[]> {
    const job = await this.jobs.get(jobId);
    const AlreadyUsed = await this.jobs.isUsedElsewhere(job);
    return [{ Id: job.accountId, Name: job.username, AdditionalInfo: null, AlreadyUsed }];
  }

  @Post('SavePage')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Finishes the set-up; false unless this account logged in for the job.',
  })
  @ApiOkResponse({ schema: { type: 'boolean' } })
  async savePage(
    @Query() { jobId }: SavePageQueryDto,
    @Body() { Id }: SavePageDto,
    @Caller() caller: Actor,
  ): Promise<boolean> {
    const isFinished = await this.jobs.finish(jobId, Id);
    if (isFinished) await this.audit.done(caller, 'job.created', jobId, { accountId: Id });
    return isFinished;
  }

  @Get('DeleteToken')
  @ApiOperation({ summary: 'Gives up a login that is under way.' })
  @ApiOkResponse({ schema: { type: 'boolean' } })
  async deleteToken(
    @Query() { oauthToken }: DeleteTokenDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<true> {
    const ticket = takeTicket(request, response, oauthToken);
    if (ticket !== undefined) await this.login.cancel(ticket);
    return true;
  }
}
