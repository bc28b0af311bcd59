import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode } from '@app/domain';

/** 0 for any free port. */
export interface WantedPorts {
  connectorPort: number;
  sandboxPort: number;
  /** Of blobs; queues and tables take the next two. */
  storagePort: number;
  /** Where the sandbox takes e-mail. */
  smtpPort: number;
}

/** Ports that are free now; `storagePort` stays 0 for any. Rejects with an Error naming the one in use and the option that changes it. */
export async function choosePorts(wanted: WantedPorts): Promise<WantedPorts> {
  return {
    connectorPort: await choose(wanted.connectorPort, '--connector-port'),
    sandboxPort: await choose(wanted.sandboxPort, '--sandbox-port'),
    smtpPort: await choose(wanted.smtpPort, '--smtp-port'),
    storagePort: wanted.storagePort && (await choose(wanted.storagePort, '--storage-port', 3)),
  };
}

/**
 * Below what systems give to outgoing connections (32768 and up with Linux): between being found free and being listened on, none takes it. Each of three
 * test runners has a third of its own.
 */
const SHARE = 4000;
const FROM = 20_000 + (Number(process.env.JEST_WORKER_ID ?? 0) % 3) * SHARE;

/** Those that this process chose: whoever asked for one may not listen there yet. */
const given = new Set<number>();

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, FROM + SHARE);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

async function choose(wanted: number, option: string, count = 1): Promise<number> {
  if (wanted === 0) return freePort();
  for (let port = wanted; port < wanted + count; port++) {
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} is in use by another program. Stop that, or choose another with ${option} (0 for any free one).`,
      );
    }
  }
  return wanted;
}

/** False when another program listens there. */
async function isFree(port: number): Promise<boolean> {
  try {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return false;
    throw error;
  }
}
