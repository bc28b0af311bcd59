import { AzureModule, ClientCredentials } from '@app/azure';
import { AadConfig, slice } from '@app/config';
import { Secret } from '@app/domain';

import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { unreachableStorage } from '../support/storage';

const SCOPE = 'https://microsoft.onmicrosoft.com/4e476d41-2395-42be-89ff-34cb9186a1ac/.default';

let sandbox: RunningSandbox;
let credentials: ClientCredentials;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { tenantId } = sandbox.credentials;
  const aad = slice(AadConfig, {
    tenantId,
    appId: undefined,
    authorityUrl: new URL(sandbox.url),
  });
  const module = await openModule(AzureModule, { slices: [unreachableStorage(), aad] });
  credentials = module.get(ClientCredentials);
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.control.clearFaults());

describe('ClientCredentials', () => {
  const app = (secret = sandbox.credentials.aadAppSecret) => ({
    appId: sandbox.credentials.aadAppId,
    secret: new Secret(secret),
  });

  it('gives a token, the same one for as long as the application is the same', async () => {
    const token = await credentials.accessToken(SCOPE, app());
    expect(token.reveal()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await credentials.accessToken(SCOPE, app())).reveal()).toBe(token.reveal());
  });

  it('asks anew when the application is another', async () => {
    await credentials.accessToken(SCOPE, app());
    const other = { ...app(), appId: 'another' };
    await expect(credentials.accessToken(SCOPE, other)).rejects.toMatchObject({
      code: 'export.completion_unauthorized',
    });
  });

  it('tells a wrong secret from an Entra ID in trouble', async () => {
    await expect(credentials.accessToken(SCOPE, app('wrong'))).rejects.toMatchObject({
      code: 'export.completion_unauthorized',
    });
    await sandbox.control.addFault({ target: 'token', kind: 'status', status: 503, times: 9 });
    await expect(credentials.accessToken(SCOPE, app())).rejects.toMatchObject({
      code: 'export.completion_unavailable',
    });
  });

  it('asks at once when it is asked again, with Entra ID back', async () => {
    await sandbox.control.addFault({ target: 'token', kind: 'status', status: 503, times: 1 });
    await expect(credentials.accessToken(SCOPE, app())).rejects.toMatchObject({
      code: 'export.completion_unavailable',
    });
    expect((await credentials.accessToken(SCOPE, app())).reveal()).toMatch(/^[\w-]+\./);
  });
});
