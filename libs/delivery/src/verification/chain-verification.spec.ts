import { SecretsConfig, slice } from '@app/config';
import { TrustedKeys } from '@app/secrets';
import { FakeStoredChains } from '@testing/archive';
import { ManifestChain } from '@testing/delivery';

import { type ChainRequest, ChainVerification } from './chain-verification';
import { Findings } from './finding';

async function run(chain: ManifestChain, more: Partial<ChainRequest> = {}, keyOf = chain) {
  const config = slice(SecretsConfig, {
    ...{ vaultUrl: undefined, directory: '', cacheSeconds: 0, verifyChallenge: true },
    formerSigningKeys: [],
  });
  const keys = new TrustedKeys(keyOf.signer, config);
  const findings = new Findings();
  const verification = new ChainVerification(new FakeStoredChains(chain.manifests), keys);
  const checked = await verification.run({ jobId: 'job', ...more }, findings);
  return { checked, said: findings.told.map(({ what }) => what) };
}

describe('ChainVerification', () => {
  it('tells what was read, and where the chain ends', async () => {
    const chain = await ManifestChain.of({}, {});
    const { sequence, sha256 } = chain.links[1] ?? {};
    expect(await run(chain)).toStrictEqual({
      checked: { jobId: 'job', manifests: 2, unsigned: 0, items: 4, head: { sequence, sha256 } },
      said: [],
    });
  });

  it('tells of a job without manifests no end', async () => {
    expect(await run(new ManifestChain())).toStrictEqual({
      checked: { jobId: 'job', manifests: 0, unsigned: 0, items: 0 },
      said: [],
    });
  });

  it('takes what was noted of this chain, and of no other', async () => {
    const chain = await ManifestChain.of({});
    const anchors = [
      { jobId: 'other', sequence: 7, sha256: 'other' },
      { jobId: 'job', sequence: 2, sha256: 'end' },
    ];
    expect((await run(chain, { anchors })).said).toEqual([
      'ends with number 1, but number 2 (end) was noted: the end of the chain was cut off',
    ]);
  });

  it('believes the keys it is told, else those of this service', async () => {
    const chain = await ManifestChain.of({});
    const other = await ManifestChain.of({});
    const publicKeys = [(await chain.signer.publicKey()) ?? ''];
    expect((await run(chain, { publicKeys }, other)).said).toEqual([]);
    const unknown = [expect.stringContaining('is signed with a key that is not known here')];
    expect((await run(chain, {}, other)).said).toEqual(unknown);
    expect((await run(chain, { publicKeys: [] })).said).toEqual(unknown);
  });

  it('reads what it is told to, and stops when it is aborted', async () => {
    const chain = await ManifestChain.of({}, {});
    let read = 0;
    const isRead = ({ sequence }: { sequence: number }) => sequence === 2;
    const { checked } = await run(chain, { isRead, onManifest: () => read++ });
    expect([checked.manifests, read, checked.head?.sequence]).toEqual([1, 1, 2]);
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(run(chain, { signal })).rejects.toThrow('Ctrl-C');
  });
});
