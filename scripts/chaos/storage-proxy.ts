import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

import { touchRow } from './touch-row';
import { failure, type StorageFault, type StorageService } from './storage-fault';

const SERVICES = { blob: 'BlobEndpoint', queue: 'QueueEndpoint', table: 'TableEndpoint' } as const;
/** How the product introduces itself to storage; nobody else is disturbed. */
const PRODUCT = 'twitter-archive-connector';

interface Target {
  host: string;
  port: number;
}

type Planned = StorageFault & { isMet: boolean };

interface Answer {
  status: number;
  headers: string[];
  body: Buffer;
}

/** Stands between the product and the storage account, by http, and disturbs it. */
export class StorageProxy {
  /** Called with every request of the product that storage has answered. */
  onAnswered: (service: StorageService) => void = () => undefined;
  connectionString = '';
  private faults: Planned[] = [];
  private readonly servers: Server[] = [];
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(private readonly connectionBefore: string) {}

  static async before(connectionString: string): Promise<StorageProxy> {
    const proxy = new StorageProxy(connectionString);
    for (const [service, endpoint] of Object.entries(SERVICES)) {
      const pattern = new RegExp(`${endpoint}=http://([^/:]+):(\\d+)`);
      const [, host = '', port = ''] = pattern.exec(connectionString) ?? [];
      const own = await proxy.listen(service as StorageService, host, Number(port));
      connectionString = connectionString.replace(`:${port}/`, `:${own}/`);
    }
    proxy.connectionString = connectionString;
    return proxy;
  }

  /** `host:port` of the blobs. */
  get blobHost(): string {
    return /BlobEndpoint=http:\/\/([^/]+)/.exec(this.connectionString)?.[1] ?? '';
  }

  /** The answer tells whether it has met a request yet. */
  add(fault: StorageFault): () => boolean {
    const planned = { ...fault, isMet: false };
    this.faults.push(planned);
    return () => planned.isMet;
  }

  clear(): void {
    this.faults = [];
  }

  async close(): Promise<void> {
    this.agent.destroy();
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
  }

  private async listen(service: StorageService, host: string, port: number): Promise<number> {
    const server = createServer((incoming, outgoing) => {
      this.answer(service, { host, port }, incoming, outgoing).catch(() => outgoing.destroy());
    });
    this.servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  private async answer(
    service: StorageService,
    target: Target,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const isProduct = incoming.headers['user-agent']?.includes(PRODUCT) ?? false;
    const fault = isProduct ? this.take(service, incoming) : undefined;
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') {
      incoming.socket.destroy();
      return;
    }
    if (fault?.kind === 'status') {
      await buffer(incoming);
      fail(service, fault, outgoing);
      return;
    }
    if (fault?.kind === 'slow') await delay(fault.ms);
    if (fault?.kind === 'touch') await touchRow(this.connectionBefore, incoming);
    const answer = await this.ask(target, incoming);
    if (isProduct) this.onAnswered(service);
    if (fault?.kind === 'lost-answer') incoming.socket.destroy();
    else if (fault?.kind === 'truncate') truncate(answer, outgoing);
    else if (fault?.kind === 'hang-mid-body') begin(answer, outgoing);
    else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  private async ask(target: Target, incoming: IncomingMessage): Promise<Answer> {
    const { method, url: path, headers } = incoming;
    const asking = request({ ...target, agent: this.agent, method, path, headers });
    incoming.pipe(asking);
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    return {
      status: answer.statusCode ?? 0,
      headers: answer.rawHeaders,
      body: await buffer(answer),
    };
  }

  private take(service: StorageService, incoming: IncomingMessage): StorageFault | undefined {
    const fault = this.faults.find((each) => {
      if (!each.meets(service, incoming)) return false;
      each.after -= 1;
      return each.after < 0;
    });
    if (!fault) return undefined;
    fault.isMet = true;
    fault.times -= 1;
    if (fault.times === 0) this.faults = this.faults.filter((each) => each !== fault);
    return fault;
  }
}

function fail(
  service: StorageService,
  { status, code }: Extract<StorageFault, { kind: 'status' }>,
  outgoing: ServerResponse,
): void {
  const { type, body } = failure(service, code);
  outgoing.writeHead(status, { 'content-type': type, 'x-ms-error-code': code }).end(body);
}

/** And no more. */
function begin({ status, headers, body }: Answer, outgoing: ServerResponse): void {
  outgoing.writeHead(status, headers).flushHeaders();
  outgoing.write(body.subarray(0, body.length / 2));
}

function truncate({ status, body }: Answer, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { 'content-length': String(Math.max(body.length, 2)) });
  outgoing.write(body.subarray(0, body.length / 2), () => outgoing.socket?.destroy());
}
