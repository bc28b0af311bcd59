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
