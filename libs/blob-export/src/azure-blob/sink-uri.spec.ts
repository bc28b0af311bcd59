import { Secret } from '@app/domain';

import { parseSinkUri } from './sink-uri';

const sas = '?sv=2024&sp=cw&sig=secretsignature';
const local = ['http://127.0.0.1:10000', 'blobs.contoso.com'];
const parse = (uri: string) => parseSinkUri(new Secret(uri), local);

describe('parseSinkUri', () => {
  it.each([
    `https://account.blob.core.windows.net/container${sas}`,
    `https://account.z12.blob.storage.azure.net/container${sas}`,
    `https://account.blob.core.chinacloudapi.cn/container${sas}`,
    `https://blobs.contoso.com/container${sas}`,
    `http://127.0.0.1:10000/devstoreaccount1/container${sas}`,
  ])('accepts %s', (uri) => {
    expect(parse(uri).href).toBe(uri);
  });

  it.each([
    ['not a URI', 'export.sas_invalid'],
    ['ftp://account.blob.core.windows.net/container?sig=x', 'export.sas_invalid'],
    ['https://account.blob.core.windows.net/container', 'export.sas_invalid'],
    [`https://account.blob.core.windows.net/${sas}`, 'export.sas_invalid'],
    [`https://me:pw@account.blob.core.windows.net/container${sas}`, 'export.sas_invalid'],
    [`http://account.blob.core.windows.net/container${sas}`, 'export.sas_host_not_allowed'],
    [`https://blob.core.windows.net.evil.com/container${sas}`, 'export.sas_host_not_allowed'],
    [`https://evil.com/account.blob.core.windows.net${sas}`, 'export.sas_host_not_allowed'],
    [`https://127.0.0.1:10000/devstoreaccount1/container${sas}`, 'export.sas_host_not_allowed'],
    [`http://127.0.0.1:10001/devstoreaccount1/container${sas}`, 'export.sas_host_not_allowed'],
    [`https://169.254.169.254/metadata${sas}`, 'export.sas_host_not_allowed'],
  ])('refuses %s', (uri, code) => {
    expect(() => parse(uri)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('never repeats the signature', () => {
    expect(() => parse(`https://evil.com/container${sas}`)).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining('secretsignature') as string,
      }) as Error,
    );
  });
});
