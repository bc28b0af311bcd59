import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { Secret } from '@app/domain';
import { secretNames } from '@app/secrets';

import { AdminPage } from '../../apps/connector/testing/admin-page';
import { type ConnectorApp } from '../../apps/connector/testing/connector-app';
import { type WildRequest } from './wild-request';

type Proofs = Record<WildRequest['caller'], Readonly<Record<string, string>>>;

export interface WildAnswer {
  status: number;
  body: string;
}

/** Longer than any answer takes, on a machine that may be busy: it hangs. */
const HANGS_AFTER_MS = 60_000;
/** Each may ask so often and no more: of fewer, throttling alone would be tested. */
const ADDRESSES = 2000;

/** The connector with everything around it in memory, asked over real connections. */
export class WildConnector {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });
  private sent = 0;

  private constructor(
    readonly connector: ConnectorApp,
    private readonly port: number,
    private proofs: Proofs,
  ) {}

  static async start(connector: ConnectorApp): Promise<WildConnector> {
    await connector.start();
    const server = connector.server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new WildConnector(connector, port, await proofsFor(connector));
  }

  /** Sessions expire and keys are changed: who could come in can do so again. */
  async renewProofs(): Promise<void> {
    const { secrets, apiSecretKey } = this.connector;
    await secrets.set(secretNames.apiSecretKey, new Secret(apiSecretKey));
    this.proofs = await proofsFor(this.connector);
  }

  /** Rejects when it gives no answer. */
  async send({ method, path, caller, headers, body }: WildRequest): Promise<WildAnswer> {
    const n = this.sent++ % ADDRESSES;
    // Who signs out ends a session of its own: the others' go on.
    const proofs = method === 'DELETE' ? await proofsFor(this.connector) : this.proofs;
    const asking = request({
      ...{ host: '127.0.0.1', port: this.port, agent: this.agent, method, path },
      headers: {
        'x-forwarded-for': `10.0.${n >> 8}.${n & 255}`,
        ...headers,
        ...proofs[caller],
      },
      signal: AbortSignal.timeout(HANGS_AFTER_MS),
    });
    asking.end(method === 'GET' || method === 'HEAD' ? undefined : body);
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, body: await text(answer) };
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.connector.stop();
  }
}

async function proofsFor(connector: ConnectorApp): Promise<Proofs> {
  const admin = await AdminPage.open(connector);
  const bootstrap = await AdminPage.open(connector, 'bootstrap');
  const basic = { authorization: connector.basic };
  return {
    nobody: {},
    basic,
    admin: admin.headers,
    'basic and admin': { ...admin.headers, ...basic },
    bootstrap: bootstrap.headers,
    'another site': admin.withoutToken().headers,
  };
}
