import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { SandboxSettings } from '../core/sandbox-settings';
import { ImportService } from '../office365/import-service';
import { ConnectorCalls } from './connector-calls';
import { connectorPath, noSuchBody } from './connector-pages';
import { type PortalConnector, PortalConnectors } from './portal-connectors';
import { sendPage } from './portal-page';
import {
  credentialsForm,
  mailboxForm,
  type Problems,
  problemsOf,
  shownAgain,
  type Step,
  stepSchema,
  termsForm,
} from './wizard-forms';
import {
  authorizeBody,
  credentialsBody,
  reviewBody,
  sourcesBody,
  stepPath,
  storageBody,
  termsBody,
} from './wizard-pages';

const SEE_OTHER = 303;
/** A minute of npm start is enough to see new posts arrive. */
const PACE = { windowDays: 92, followUpSeconds: 10 };
const TITLES: Record<Step, string> = {
  credentials: 'Add credentials for your connector app',
  authorize: 'Authorize Microsoft 365 to import data',
  storage: 'Set up storage',
  review: 'Review and finish',
};

/** "Add connector", step by step, as Microsoft's article has it; every step is a page that stands for itself. */
@Controller('portal/add')
export class WizardController {
  constructor(
    private readonly connectors: PortalConnectors,
    private readonly calls: ConnectorCalls,
    private readonly importing: ImportService,
    private readonly credentials: SandboxCredentials,
    private readonly settings: SandboxSettings,
  ) {}

  @Get()
  sources(@Res() response: Response): void {
    sendPage(response, { title: 'Add connector', body: sourcesBody });
  }

  @Get('twitter')
  terms(@Res() response: Response): void {
    sendPage(response, { title: 'Terms of service', body: termsBody });
  }

  @Post('twitter')
  accept(@Body() body: unknown, @Res() response: Response): void {
    const { error } = termsForm.safeParse(body);
    if (!error) {
      goTo(response, stepPath(this.connectors.add().jobId, 'credentials'));
      return;
    }
    const problem = problemsOf(error).accepted;
    sendPage(response, { title: 'Terms of service', body: termsBody, problem });
  }

  @Get(':jobId/:step')
  show(
    @Param('jobId') jobId: string,
    @Param('step') step: string,
    @Res() response: Response,
  ): void {
    const connector = this.underWay(jobId, response);
    if (connector) this.sendStep(response, connector, stepOf(step, connector));
  }

  /** "Validate connection". */
  @Post(':jobId/credentials')
  async validate(
    @Param('jobId') jobId: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const connector = this.underWay(jobId, response);
    if (!connector) return;
    const { data, error } = credentialsForm(this.settings.connectorUrl).safeParse(body);
    if (!data) {
      this.sendCredentials(response, connector, problemsOf(error), body);
      return;
    }
    const { password, ...values } = data;
    const changed = this.connectors.change(connector, { ...values, isValidated: false });
    if (data.appId.toLowerCase() !== this.credentials.aadAppId.toLowerCase()) {
      const appId = 'There is no application with this id in the tenant.';
      this.sendCredentials(response, changed, { appId });
      return;
    }
    const result = await this.calls.validate(values.connectionUrl, password);
    if (!result.ok) {
      this.sendStep(response, changed, 'credentials', result.message);
      return;
    }
    this.sendStep(response, this.connectors.change(changed, { isValidated: true }), 'credentials');
  }

  @Post(':jobId/authorize')
  async goOn(@Param('jobId') jobId: string, @Res() response: Response): Promise<void> {
    const connector = this.underWay(jobId, response);
    if (!connector) return;
    const result = await this.calls.isCreated(connector.connectionUrl, jobId);
    if (result.ok) goTo(response, stepPath(jobId, 'storage'));
    else this.sendStep(response, connector, 'authorize', result.message);
  }

  @Post(':jobId/storage')
  choose(@Param('jobId') jobId: string, @Body() body: unknown, @Res() response: Response): void {
    const connector = this.underWay(jobId, response);
    if (!connector) return;
    const { data, error } = mailboxForm.safeParse(body);
    if (!data) {
      this.sendStep(response, connector, 'storage', problemsOf(error).mailbox);
      return;
    }
    this.connectors.change(connector, data);
    goTo(response, stepPath(jobId, 'review'));
  }

  /** From now on the Import service asks for the job's items. */
  @Post(':jobId/review')
  async finish(@Param('jobId') jobId: string, @Res() response: Response): Promise<void> {
    const connector = this.underWay(jobId, response);
    if (!connector) return;
    const { connectionUrl, mailbox } = connector;
    if (!mailbox) {
      this.sendStep(response, connector, 'storage', 'Choose a mailbox.');
      return;
    }
    const result = await this.calls.isCreated(connectionUrl, jobId);
    if (!result.ok) {
      this.sendStep(response, connector, 'authorize', result.message);
      return;
    }
    this.importing.start({
      jobId,
      ...PACE,
      connectorUrl: connectionUrl.replace(/(?<!\/)\/+$/, ''),
    });
    this.connectors.change(connector, { state: 'connected' });
    goTo(response, connectorPath(jobId));
  }

  private sendStep(
    response: Response,
    connector: PortalConnector,
    step: Step,
    problem?: string,
  ): void {
    if (step === 'credentials') {
      this.sendCredentials(response, connector, {}, {}, problem);
      return;
    }
    const body = {
      authorize: () => this.authorizePage(connector),
      storage: () => storageBody(connector),
      review: () => reviewBody(connector),
    }[step]();
    sendPage(response, { title: TITLES[step], body, problem });
  }

  private authorizePage(connector: PortalConnector) {
    const { connectionUrl, jobId } = connector;
    return authorizeBody(connector, this.calls.setUpPage(connectionUrl, jobId));
  }

  private sendCredentials(
    response: Response,
    connector: PortalConnector,
    problems: Problems,
    typed: unknown = {},
    problem = Object.keys(problems).length > 0 ? 'Something is not right yet.' : undefined,
  ): void {
    const { name, connectionUrl, appId } = connector;
    const known = {
      name,
      connectionUrl: connectionUrl || this.settings.connectorUrl,
      appId: appId || this.credentials.aadAppId,
    };
    const body = credentialsBody(connector, { ...known, ...shownAgain(typed) }, problems);
    sendPage(response, { title: TITLES.credentials, body, problem });
  }

  private underWay(jobId: string, response: Response): PortalConnector | undefined {
    const connector = this.connectors.find(jobId);
    if (connector?.state === 'adding') return connector;
    sendPage(response, { title: 'No such connector', body: noSuchBody, status: 404 });
    return undefined;
  }
}

/** A step that can be shown: none before the connection is proven to be good. */
function stepOf(given: string, { isValidated, mailbox }: PortalConnector): Step {
  const step = stepSchema.catch('credentials').parse(given);
  if (!isValidated) return 'credentials';
  return step === 'review' && !mailbox ? 'storage' : step;
}

function goTo(response: Response, path: string): void {
  response.redirect(SEE_OTHER, path);
}
