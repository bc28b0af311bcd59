import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';

import { ImportService } from '../office365/import-service';
import { type CallResult, ConnectorCalls } from './connector-calls';
import { ConnectorList } from './connector-list';
import { connectorPath, deleteBody, detailsBody, listBody, noSuchBody } from './connector-pages';
import { type PortalConnector, PortalConnectors } from './portal-connectors';
import { PORTAL_CSS, PORTAL_JS } from './portal-files';
import { sendPage } from './portal-page';
import { stepPath } from './wizard-pages';

const SEE_OTHER = 303;

/** The list of connectors, and what can be done with one that is there. */
@Controller('portal')
export class PortalController {
  constructor(
    private readonly list: ConnectorList,
    private readonly connectors: PortalConnectors,
    private readonly calls: ConnectorCalls,
    private readonly importing: ImportService,
  ) {}

  @Get('portal.css')
  css(@Res() response: Response): void {
    response.type('css').send(PORTAL_CSS);
  }

  @Get('portal.js')
  js(@Res() response: Response): void {
    response.type('js').send(PORTAL_JS);
  }

  @Get()
  show(@Res() response: Response): void {
    const views = this.list.all().map((connector) => this.list.view(connector));
    sendPage(response, { title: 'Data connectors', body: listBody(views) });
  }

  @Get('connectors/:jobId')
  details(@Param('jobId') jobId: string, @Res() response: Response): void {
    this.having(jobId, response, (connector) => {
      if (connector.state !== 'adding') this.sendDetails(response, connector);
      else response.redirect(SEE_OTHER, stepPath(jobId, 'credentials'));
    });
  }

  @Get('connectors/:jobId/delete')
  confirm(@Param('jobId') jobId: string, @Res() response: Response): void {
    this.having(jobId, response, (connector) => this.sendConfirmation(response, connector));
  }

  @Post('connectors/:jobId/delete')
  async delete(@Param('jobId') jobId: string, @Res() response: Response): Promise<void> {
    await this.having(jobId, response, async (connector) => {
      const told: CallResult = connector.isValidated
        ? await this.calls.onDeleted(connector.connectionUrl, jobId)
        : { ok: true };
      if (!told.ok) {
        this.sendConfirmation(response, connector, told.message);
        return;
      }
      this.importing.stop(jobId);
      this.connectors.remove(jobId);
      response.redirect(SEE_OTHER, '/portal');
    });
  }

  @Post('connectors/:jobId/relogin')
  async askForLogin(@Param('jobId') jobId: string, @Res() response: Response): Promise<void> {
    await this.having(jobId, response, async (connector) => {
      const told = await this.calls.onRemediation(connector.connectionUrl, jobId);
      this.goOn(response, connector, told, 'login needed');
    });
  }

  @Post('connectors/:jobId/logged-in')
  async loggedIn(@Param('jobId') jobId: string, @Res() response: Response): Promise<void> {
    await this.having(jobId, response, async (connector) => {
      const created = await this.calls.isCreated(connector.connectionUrl, jobId);
      this.goOn(response, connector, created, 'connected');
    });
  }

  private goOn(
    response: Response,
    connector: PortalConnector,
    result: CallResult,
    state: PortalConnector['state'],
  ): void {
    if (!result.ok) {
      this.sendDetails(response, connector, result.message);
      return;
    }
    this.connectors.change(connector, { state });
    response.redirect(SEE_OTHER, connectorPath(connector.jobId));
  }

  private sendDetails(response: Response, connector: PortalConnector, problem?: string): void {
    const view = this.list.view(connector);
    const setUpPage = this.calls.setUpPage(connector.connectionUrl, connector.jobId);
    sendPage(response, { title: view.name, body: detailsBody(view, setUpPage), problem });
  }

  private sendConfirmation(response: Response, connector: PortalConnector, problem?: string): void {
    const view = this.list.view(connector);
    sendPage(response, { title: `Delete ${view.name}?`, body: deleteBody(view), problem });
  }

  private having<T>(
    jobId: string,
    response: Response,
    act: (connector: PortalConnector) => T,
  ): T | undefined {
    const connector = this.list.find(jobId);
    if (connector) return act(connector);
    sendPage(response, { title: 'No such connector', body: noSuchBody, status: 404 });
    return undefined;
  }
}
