import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

import { type Azurite } from '../scripts/local/azurite';

/** The way to the storage with `roundTripMs` more on every request, half of it in each direction. */
export async function slowWayTo(azurite: Azurite, roundTripMs: number) {
  const servers: Server[] = [];
  let { connectionString, blobHost } = azurite;
  for (const [, port = ''] of azurite.connectionString.matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)) {
    const server = createServer((near) => {
      const far = connect(Number(port), '127.0.0.1');
      for (const socket of [near, far]) socket.setNoDelay(true);
      passOn(near, far, roundTripMs / 2);
      passOn(far, near, roundTripMs / 2);
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const slowPort = String((server.address() as AddressInfo).port);
    connectionString = connectionString.replace(`127.0.0.1:${port}`, `127.0.0.1:${slowPort}`);
    blobHost = blobHost.replace(`127.0.0.1:${port}`, `127.0.0.1:${slowPort}`);
  }
  return {
    azurite: { ...azurite, connectionString, blobHost },
    close: () => servers.forEach((server) => server.close()),
  };
}

/** Every piece that much later, in order. */
function passOn(from: Socket, to: Socket, lateMs: number): void {
  from.on('data', (piece) => setTimeout(() => to.destroyed || to.write(piece), lateMs));
  from.on('end', () => setTimeout(() => to.end(), lateMs));
  from.on('error', () => to.destroy());
}
