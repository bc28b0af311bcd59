import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A call and its answer, as both sides have seen them. */
export interface Exchange {
  method: string;
  path: string;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Stands between callers and a service that speaks http, and remembers every answer byte for byte. */
export class Witness {
  readonly exchanges: Exchange[] = [];
  // Neither side's connection is kept and closed while idle: a call could meet its end, and fail through no fault of the two.
  private readonly server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    this.pass(incoming, outgoing).catch(() => outgoing.destroy());
  });

  private constructor(private readonly target: URL) {}

  static async before(url: string): Promise<Witness> {
    const witness = new Witness(new URL(url));
    witness.server.listen(0, '127.0.0.1');
    await once(witness.server, 'listening');
    return witness;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    // Nothing is compressed, so that it can be read here.
    const { 'accept-encoding': _, ...headers } = incoming.headers;
    const { method = 'GET', url: path = '/' } = incoming;
    const { hostname, port } = this.target;
    const asking = request({ hostname, port, path, method, headers, agent: false });
    incoming.pipe(asking);
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    const body = await buffer(answer);
    const status = answer.statusCode ?? 0;
    this.exchanges.push({ method, path, status, headers: answer.headers, body });
    outgoing.writeHead(status, answer.rawHeaders).end(body);
  }
}
