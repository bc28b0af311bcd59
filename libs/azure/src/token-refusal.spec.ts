import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { ClientSecretCredential } from '@azure/identity';

import { isTokenRefusal } from './token-refusal';

const TENANT = '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b';
const authorityHost = 'https://login.example';
const address = (path: string) => `${authorityHost}/${TENANT}/${path}`;
const configuration = {
  ...{ token_endpoint: address('oauth2/v2.0/token'), issuer: address('v2.0') },
  ...{ authorization_endpoint: address('authorize'), jwks_uri: address('keys') },
};

/** What the SDK makes of such an answer to who asks for a token. */
async function errorOf(status: number, error: string, code: number): Promise<unknown> {
  const said = { error, error_description: `AADSTS${code}: Some words.`, error_codes: [code] };
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      const isToken = !request.url.includes('openid-configuration');
      return Promise.resolve({
        ...{ request, headers: createHttpHeaders({ 'content-type': 'application/json' }) },
        status: isToken ? status : 200,
        bodyAsText: JSON.stringify(isToken ? said : configuration),
      });
    },
  };
  const credential = new ClientSecretCredential(TENANT, 'app', 'secret', {
    ...{ authorityHost, disableInstanceDiscovery: true, httpClient },
    retryOptions: { maxRetries: 0 },
  });
  return credential.getToken('https://service/.default').catch((failure: unknown) => failure);
}

describe('isTokenRefusal', () => {
  it.each([
    [401, 'invalid_client', 7_000_215],
    [400, 'unauthorized_client', 700_016],
    [400, 'invalid_request', 90_002],
  ])('is true of %i %s', async (...answer) => {
    expect(isTokenRefusal(await errorOf(...answer))).toBe(true);
  });

  it.each([
    [503, 'temporarily_unavailable', 90_033],
    [500, 'server_error', 90_012],
  ])('is false of %i %s, which passes', async (...answer) => {
    const error = await errorOf(...answer);
    expect(String(error)).toContain('AADSTS');
    expect(isTokenRefusal(error)).toBe(false);
  });

  it('is false of no answer', () => {
    expect(isTokenRefusal(new Error('connect ECONNREFUSED'))).toBe(false);
    expect(isTokenRefusal('AADSTS7000215')).toBe(false);
  });
});
