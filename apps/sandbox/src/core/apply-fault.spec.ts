import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import express from 'express';

import { applyFault } from './apply-fault';
import { faultSchema } from './fault';

describe('applyFault', () => {
  it('tells when to come again, if it is told so', async () => {
    const app = express().get('/:seconds', ({ params }, response) => {
      const retryAfter = params.seconds === 'none' ? undefined : Number(params.seconds);
      const fault = { target: 'vault', kind: 'status', status: 429, retryAfter };
      applyFault(faultSchema.parse(fault), response);
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answers = await Promise.all([fetch(`${url}/7`), fetch(`${url}/none`)]);
    server.close();
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [429, '7'],
      [429, null],
    ]);
  });
});
