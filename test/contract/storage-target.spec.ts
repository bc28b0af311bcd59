import { emulatorOnly } from '../support/storage-target';

const account = 'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5';
const at = (host: string) =>
  ['Blob', 'Queue', 'Table'].map((kind) => `${kind}Endpoint=http://${host}/a`).join(';');

describe('the contract suites', () => {
  it('run against an emulator on this machine', () => {
    const text = `${account};${at('127.0.0.1:10000')}`;
    expect(emulatorOnly(text)).toBe(text);
  });

  it.each([
    ['no address', undefined],
    ["an account's own", `${account};EndpointSuffix=core.windows.net`],
    ['an account elsewhere', `${account};${at('account.blob.core.windows.net')}`],
    ['a name like ours', `${account};${at('localhost.contoso.com')}`],
    [
      'one elsewhere among ours',
      `${account};${at('localhost')}`.replace('//localhost', '//storage.contoso.com'),
    ],
  ])('refuse %s', (_, text) => {
    expect(() => emulatorOnly(text)).toThrow('does not name an emulator');
  });
});
