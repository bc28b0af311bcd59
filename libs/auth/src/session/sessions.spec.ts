import { type ExecutionContext, HttpException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Secret } from '@app/domain';
import { describeEndedSessions, FakeEndedSessions } from '@testing/auth';
import { FakeClock } from '@testing/domain';
import express, { type Request, type Response } from 'express';
import request from 'supertest';

import { callerOf } from '../caller';
import { AdminSessions, type SessionKind } from './admin-sessions';
import { SealedToken } from './sealed-token';
import { SessionCheck } from './session-check';
import { MayCall, SessionGuard } from './session.guard';

const clock = new FakeClock();
const ended = new FakeEndedSessions();
const keyOf = (byte: number) => ({
  key: () => Promise.resolve(new Secret(Buffer.alloc(32, byte).toString('base64'))),
});
const sessionsWith = (byte: number) =>
  new AdminSessions(new SealedToken(keyOf(byte), clock), ended, clock);

class Places {
  @MayCall(['admin'])
  admin(this: unknown): void {}

  @MayCall(['admin', 'examiner'])
  look(this: unknown): void {}

  @MayCall(['admin', 'bootstrap'])
  bootstrap(this: unknown): void {}

  @MayCall(['admin', 'examiner', 'no-role', 'bootstrap'])
  any(this: unknown): void {}

  forgotten(this: unknown): void {}
}
const { admin, look, bootstrap, any, forgotten } = new Places();
const places = { admin, look, bootstrap, any, forgotten };

/** A server with nothing but sessions: sign in, sign out, and the places behind the guard. */
function aServer(sessions = sessionsWith(1)) {
  const guard = new SessionGuard(new SessionCheck(sessions), new Reflector());
  const app = express();
  app.post('/sign-in/:kind', async (req, res) => {
    const user = { kind: req.params.kind as SessionKind, userId: 'ada-id', name: 'Ada' };
    res.json(await sessions.issue(req, res, user));
  });
  app.post('/sign-out', async (req, res) => {
    await sessions.end(req, res);
    res.end();
  });
  for (const [name, handler] of Object.entries(places)) {
    app.all(`/${name}`, (req, res) => answer(guard, handler, req, res));
  }
  return app;
}

async function answer(guard: SessionGuard, handler: () => void, req: Request, res: Response) {
  const context = { switchToHttp: () => ({ getRequest: () => req }), getHandler: () => handler };
  try {
    await guard.canActivate(context as unknown as ExecutionContext);
    res.json(callerOf(req));
  } catch (error) {
    if (!(error instanceof HttpException)) throw error;
    res.status(error.getStatus()).end();
  }
}

async function signIn(kind: SessionKind, app = aServer(), cookie = '') {
  const response = await request(app).post(`/sign-in/${kind}`).set('cookie', cookie).expect(200);
  const set = (response.headers['set-cookie'] as unknown as string[]).at(-1) ?? '';
  const { csrfToken } = response.body as { csrfToken: string };
  return { app, set, cookie: set.split(';')[0] ?? '', csrfToken };
}

describeEndedSessions('FakeEndedSessions', () =>
  Promise.resolve({ sessions: new FakeEndedSessions(), clock }),
);

describe('AdminSessions', () => {
  it('keeps the session in a cookie of this host that no script reads', async () => {
    const { set } = await signIn('admin');
    expect(set).toMatch(/^__Host-session=[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+;/);
    expect(set.split('; ').slice(1)).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=28800']),
    );
    expect(set).not.toMatch(/Domain/i);
  });

  it('is over after 8 hours, a bootstrap one after 1', async () => {
    const admin = await signIn('admin');
    const bootstrap = await signIn('bootstrap');
    const open = async ({ app, cookie }: typeof admin) =>
      (await request(app).get('/any').set('cookie', cookie)).status;
    clock.advance(3600_000 - 1000);
    expect(await open(bootstrap)).toBe(200);
    clock.advance(1001);
    expect(await open(bootstrap)).toBe(401);
    clock.advance(7 * 3600_000 - 1001);
    expect(await open(admin)).toBe(200);
    clock.advance(1001);
    expect(await open(admin)).toBe(401);
  });

  it('ends for every copy of the cookie when signed out', async () => {
    const { app, cookie } = await signIn('admin');
    const out = await request(app).post('/sign-out').set('cookie', cookie).expect(200);
    expect(out.headers['set-cookie']?.[0]).toMatch(/^__Host-session=;.*Expires=Thu, 01 Jan 1970/);
    await request(app).get('/any').set('cookie', cookie).expect(401);
  });

  it('begins anew at each sign-in and ends what the browser brought along', async () => {
    const first = await signIn('bootstrap');
    const second = await signIn('admin', first.app, first.cookie);
    expect(second.csrfToken).not.toBe(first.csrfToken);
    await request(first.app).get('/any').set('cookie', first.cookie).expect(401);
    await request(first.app).get('/admin').set('cookie', second.cookie).expect(200);
  });

  it('believes no cookie that is changed or sealed with another key', async () => {
    const { app, cookie } = await signIn('admin');
    const other = await signIn('admin', aServer(sessionsWith(2)));
    const changed = cookie.replace(/.(?=[^.]{4}$)/, (sign) => (sign === 'A' ? 'B' : 'A'));
    for (const wrong of [changed, other.cookie, '__Host-session=', '__Host-session=a.b.c.d.e']) {
      await request(app).get('/any').set('cookie', wrong).expect(401);
    }
  });

  it('believes no token that was sealed for something else', async () => {
    const expiresAt = new Date(clock.now().getTime() + 60_000);
    const claims = { id: 'a', kind: 'admin', csrfToken: 'b' };
    const token = await new SealedToken(keyOf(1), clock).seal('sign-in', claims, expiresAt);
    await request(aServer()).get('/any').set('cookie', `__Host-session=${token}`).expect(401);
  });
});

describe('SessionGuard', () => {
  it.each([
    ['admin', { admin: 200, look: 200, bootstrap: 200, any: 200, forgotten: 403 }],
    ['examiner', { admin: 403, look: 200, bootstrap: 403, any: 200, forgotten: 403 }],
    ['bootstrap', { admin: 403, look: 403, bootstrap: 200, any: 200, forgotten: 403 }],
    ['no-role', { admin: 403, look: 403, bootstrap: 403, any: 200, forgotten: 403 }],
  ] as const)('lets in a session of kind %s only where it may go', async (kind, expected) => {
    const { app, cookie } = await signIn(kind);
    for (const [place, status] of Object.entries(expected)) {
      await request(app).get(`/${place}`).set('cookie', cookie).expect(status);
    }
  });

  it.each(Object.keys(places))('lets in nobody without a session: %s', async (place) => {
    await request(aServer()).get(`/${place}`).expect(401);
  });

  it.each(['post', 'put', 'patch', 'delete'] as const)(
    'wants the CSRF token for %s',
    async (method) => {
      const { app, cookie, csrfToken } = await signIn('admin');
      const ask = async (token: string) =>
        (await request(app)[method]('/admin').set({ cookie, 'x-csrf-token': token })).status;
      expect(await ask('')).toBe(403);
      expect(await ask(`${csrfToken}x`)).toBe(403);
      expect(await ask(csrfToken)).toBe(200);
    },
  );

  it('tells who it was', async () => {
    const { app, cookie } = await signIn('admin');
    const { text } = await request(app).get('/admin').set('cookie', cookie);
    expect(JSON.parse(text)).toMatchObject({ kind: 'admin', id: 'ada-id', name: 'Ada' });
    expect(text).toMatch(/"ip":"[^"]*127\.0\.0\.1"/);
  });
});
