import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serverCertificate } from '../../apps/sandbox/src/core/certificates';
import { trust } from './trust';

export interface HttpsHost {
  url: URL;
  /** How it answers from now on. */
  answer: RequestListener;
  close(): Promise<void>;
}

/** A host that answers as it is told, for what the sandbox's faults cannot show; over https that this process trusts unless told. */
export async function startHttpsHost({ isTrusted = true } = {}): Promise<HttpsHost> {
  const dataDir = mkdtempSync(join(tmpdir(), 'contract-host-'));
  const { ca, cert, key } = await serverCertificate(dataDir);
  if (isTrusted) trust(ca);
  const server = createServer({ cert, key }, (request, response) => host.answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host: HttpsHost = {
    url: new URL(`https://localhost:${port}`),
    answer: (_, response) => response.writeHead(404).end(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      rmSync(dataDir, { recursive: true });
    },
  };
  return host;
}
