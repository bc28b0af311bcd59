import { Injectable } from '@nestjs/common';

import { SandboxCredentials } from '../core/sandbox-credentials';
import { SandboxSettings } from '../core/sandbox-settings';
import { type ImportJob, ImportState } from '../office365/import-state';
import { type ConnectorView } from './connector-pages';
import { mailboxes } from './mailboxes';
import { type PortalConnector, PortalConnectors } from './portal-connectors';

const LOGIN_NEEDED =
  "The account's login does not work any more. Log in to the web app again; posts wait until then.";

/** Connectors added in the portal, and those whose job the Import service was told of otherwise, as by `npm start`. */
@Injectable()
export class ConnectorList {
  constructor(
    private readonly connectors: PortalConnectors,
    private readonly state: ImportState,
    private readonly settings: SandboxSettings,
    private readonly credentials: SandboxCredentials,
  ) {}

  all(): PortalConnector[] {
    const others = this.state
      .list()
      .filter(({ jobId, isDeleted }) => !isDeleted && !this.connectors.find(jobId));
    return [...this.connectors.list(), ...others.map((job) => this.adopted(job))];
  }

  find(jobId: string): PortalConnector | undefined {
    return this.all().find((connector) => connector.jobId === jobId);
  }

  view(connector: PortalConnector): ConnectorView {
    const { jobId, state, name, connectionUrl, mailbox } = connector;
    const job = this.state.find(jobId);
    return {
      ...{ jobId, connectionUrl, mailbox: mailbox || '–' },
      name: name || 'Unnamed',
      state: { adding: 'Not finished', connected: 'Connected', 'login needed': 'Login needed' }[
        state
      ],
      importedAt: job?.importedAt?.slice(0, 19).replace('T', ' ') ?? 'not yet',
      items: job?.items.imported ?? 0,
      remediation: state === 'login needed' ? LOGIN_NEEDED : '',
    };
  }

  private adopted({ jobId, connectorUrl }: ImportJob): PortalConnector {
    return {
      ...{ jobId, name: jobId, state: 'connected', isValidated: true },
      connectionUrl: connectorUrl ?? this.settings.connectorUrl,
      appId: this.credentials.aadAppId,
      mailbox: mailboxes[0].address,
    };
  }
}
