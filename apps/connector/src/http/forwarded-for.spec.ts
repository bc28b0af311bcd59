import express from 'express';
import request from 'supertest';

import { forwardedWithoutPorts } from './forwarded-for';

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
