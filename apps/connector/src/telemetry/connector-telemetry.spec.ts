import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { recordTelemetry } from '@testing/telemetry';
import request from 'supertest';

import { ConnectorApp } from '../../testing/connector-app';
import { timeAnswers } from './connector-telemetry';

const connector = new ConnectorApp();
const recorded = recordTelemetry();
beforeAll(async () => {
  await connector.start();
  timeAnswers(recorded.instruments, connector.server);
});
afterAll(async () => {
  await connector.stop();
  await recorded.stop();
});

it('times each answer by route and status, and keeps what somebody pasted into an address out', async () => {
  await request(connector.server).get('/health/live?code=canary').expect(200);
  await request(connector.server).get('/admin/api/accounts/canary').expect(401);
  await request(connector.server).get('/canary').expect(404);
  const timed = await recorded.values('twitter_archive.http.duration_seconds');
  const once = expect.objectContaining({ count: 1 }) as object;
  expect(timed).toEqual([
    { method: 'GET', route: '/health/live', status: 200, value: once },
    { method: 'GET', route: '/admin/api/accounts/:accountId', status: 401, value: once },
    { method: 'GET', route: 'none', status: 404, value: once },
  ]);
});

it('says 499 of an answer that the caller gave up on', async () => {
  const given = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200).write('begun');
    given.resolve(response);
  });
  timeAnswers(recorded.instruments, server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const caller = get({ port: (server.address() as AddressInfo).port });
  await once(caller, 'response');
  const closed = once(await given.promise, 'close');
  caller.destroy();
  await closed;
  server.close();
  const timed = await recorded.values('twitter_archive.http.duration_seconds');
  expect(timed.at(-1)).toMatchObject({ method: 'GET', route: 'none', status: 499 });
});
