import express from 'express';
import request from 'supertest';

import { forwardedWithoutPorts, tellOfProxies } from './forwarded-for';

describe('the address of a forwarded request', () => {
  const app = express().set('trust proxy', 1).use(forwardedWithoutPorts);
  app.get('/', (req, res) => void res.send(req.ip));

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['[2001:db8::7]:51234', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['192.0.2.66, 203.0.113.7:443', '203.0.113.7'],
  ])('of %s is %s', async (forwarded, address) => {
    const { text } = await request(app).get('/').set('x-forwarded-for', forwarded);
    expect(text).toBe(address);
  });
});

describe('a proxy that nobody told of', () => {
  const warningsWith = async (trustedProxies: number, headers: Record<string, string>) => {
    const warnings: string[] = [];
    const app = express().use(tellOfProxies(trustedProxies, (text) => warnings.push(text)));
    app.get('/', (_, res) => void res.end());
    for (let i = 0; i < 3; i++) await request(app).get('/').set(headers).expect(200);
    return warnings;
  };
  const forwarded = { 'x-forwarded-for': '203.0.113.7' };

  it('is warned of once', async () => {
    const warnings = await warningsWith(0, forwarded);
    expect(warnings).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
    expect(warnings[0]).not.toContain('203.0.113.7');
  });

  it.each([
    ['there is none', 0, {}],
    ['it is trusted', 1, forwarded],
  ])('is not warned of when %s', async (_, trusted, headers) => {
    expect(await warningsWith(trusted, headers)).toEqual([]);
  });
});
