import { Secret } from '@app/domain';
import { appId, FakeEntra, tenantId } from '@testing/auth';
import { exportSPKI, SignJWT } from 'jose';

import { beginFlow, type OidcFlow, verifiedClaims } from './id-token';
import { userClaims } from './user-claims';

const now = () => Math.floor(Date.now() / 1000);
const otherGuid = '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b';

describe('a sign-in', () => {
  const entra = new FakeEntra();
  const binding = { state: 'the-state', nonce: 'the-nonce' };
  let flow: OidcFlow;
  let key: string;
  beforeAll(async () => {
    await entra.start();
    flow = {
      app: { appId, secret: new Secret('app-secret') },
      document: {
        issuer: entra.issuer('v2'),
        authorizationUrl: 'https://login.example/authorize',
        tokenUrl: 'https://login.example/token',
        keysUrl: 'https://login.example/keys',
        signOutUrl: undefined,
      },
      redirectUrl: new URL('https://connector.example/admin/sign-in/callback'),
    };
    key = await exportSPKI(entra.publicKey);
  });
  afterAll(() => entra.stop());

  const claims = () => ({
    iss: entra.issuer('v2'),
    aud: appId,
    tid: tenantId,
    ver: '2.0',
    exp: now() + 3600,
    nbf: now() - 10,
    sub: 'ada-here',
    oid: 'ada',
    preferred_username: 'ada@contoso.example',
    nonce: binding.nonce,
  });
  const verify = (idToken: string, state = binding.state) =>
    verifiedClaims(flow, binding, { state, key, tokens: { id_token: idToken } });

  it('sends the browser to Entra ID with state, nonce and PKCE', async () => {
    const { location, binding: made } = await beginFlow(flow, 'the-challenge');
    const url = new URL(location);
    expect(url.origin + url.pathname).toBe('https://login.example/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: appId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: flow.redirectUrl.href,
      scope: 'openid profile',
      state: made.state,
      nonce: made.nonce,
      code_challenge: 'the-challenge',
      code_challenge_method: 'S256',
    });
    expect(location).not.toContain('app-secret');
    const again = await beginFlow(flow, 'the-challenge');
    expect(again.binding.state).not.toBe(made.state);
    expect(again.binding.nonce).not.toBe(made.nonce);
  });

  it('takes an id token that is right', async () => {
    const found = await verify(await entra.sign(claims()));
    expect(found).toMatchObject({ oid: 'ada', nonce: binding.nonce });
  });

  it('refuses another state', async () => {
    const token = await entra.sign(claims());
    await expect(verify(token, 'another')).resolves.toBeUndefined();
  });

  it.each([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another issuer', { iss: 'https://login.example/other/v2.0' }],
    ['another audience', { aud: otherGuid }],
    ['its time over', { exp: now() - 400 }],
    ['its time not begun', { nbf: now() + 400 }],
  ])('refuses an id token with %s', async (_, wrong) => {
    const token = await entra.sign({ ...claims(), ...wrong });
    await expect(verify(token)).resolves.toBeUndefined();
  });

  it('refuses an id token that others signed, or signed with HS256', async () => {
    const other = new FakeEntra();
    await other.rollOver();
    await expect(verify(await other.sign(claims()))).resolves.toBeUndefined();
    const confused = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: entra.kid })
      .sign(new TextEncoder().encode(key));
    await expect(verify(confused)).resolves.toBeUndefined();
  });
});

describe('userClaims', () => {
  const right = { ver: '2.0', tid: tenantId, aud: appId, exp: 1, oid: 'ada', name: 'Ada' };
  const read = (claims: unknown) => userClaims(tenantId.toUpperCase(), appId).safeParse(claims);

  it.each([
    [['Connector.Admin'], 'admin'],
    [['Other', 'Connector.Admin'], 'admin'],
    [['Connector.Examiner', 'Connector.Admin'], 'admin'],
    [['Connector.Examiner'], 'examiner'],
    [['connector.admin', 'connector.examiner', 'Connector.Examiner2'], undefined],
    [[], undefined],
    [undefined, undefined],
  ])('knows what the app roles make of somebody: %j', (roles, role) => {
    expect(read({ ...right, roles }).data).toEqual({ id: 'ada', name: 'Ada', role });
  });

  it.each([
    ['another tenant', { tid: otherGuid }],
    ['another audience', { aud: otherGuid }],
    ['several audiences', { aud: [appId, otherGuid] }],
    ['another version', { ver: '1.0' }],
    ['no object id', { oid: undefined }],
    ['roles that are text', { roles: 'Connector.Admin' }],
  ])('refuses %s', (_, wrong) => {
    expect(read({ ...right, ...wrong }).success).toBe(false);
  });
});
