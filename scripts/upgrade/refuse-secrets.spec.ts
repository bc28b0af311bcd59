import { gzipSync } from 'node:zlib';

import { refuseSecrets } from './refuse-secrets';
import { type StorageCopy } from './storage-copy';

const secrets = { apiKey: 'can"ary', unset: '' };
const told = 'apiKey is in what was stored.';

const nothing: StorageCopy = { tables: {}, containers: {}, queues: {} };
const withBlob = (bytes: Buffer): StorageCopy => ({
  ...nothing,
  containers: { archive: { 'a/blob': bytes.toString('base64') } },
});
const json = JSON.stringify({ note: `my ${secrets.apiKey}` });

it.each<[string, StorageCopy]>([
  ['a row', { ...nothing, tables: { t: [{ partitionKey: 'p', rowKey: 'r', note: 'can"ary' }] } }],
  ['a message', { ...nothing, queues: { q: ['can"ary'] } }],
  ['a blob', withBlob(Buffer.from('can"ary'))],
  ['a blob of JSON', withBlob(Buffer.from(json))],
  ['a zipped blob', withBlob(gzipSync(json))],
])('refuses a secret in %s', (_where, storage) => {
  expect(() => refuseSecrets(storage, secrets)).toThrow(told);
});

it('takes blobs without one, zipped or not', () => {
  const blobs = [Buffer.from([0x1f]), Buffer.from([0xff, 0xd8]), gzipSync('{}')];
  for (const blob of blobs) {
    expect(() => refuseSecrets(withBlob(blob), secrets)).not.toThrow();
  }
});
