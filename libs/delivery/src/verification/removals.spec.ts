import { type StoredRemoval } from '@app/archive';
import { type Signer, StoredKeySigner } from '@app/secrets';
import { aRemoval } from '@testing/delivery';
import { FakeSecretStore } from '@testing/secrets';

import { Findings } from './finding';
import { publicKeysOf } from './public-keys';
import { Removals } from './removals';

const name = '7/posts/2025/03/1.0123abcd.json';
const [first, second, third] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
];
const stored = (was: string) => was === first;

/** Notes of removals, and what those who check them know. */
class Notes {
  readonly signer: Signer = new StoredKeySigner(new FakeSecretStore());
  readonly kept: StoredRemoval[] = [];
  readonly findings = new Findings();
  /** Those that are written while others read. */
  readonly late: StoredRemoval[] = [];
  /** What was looked for among those. */
  readonly asked: string[] = [];

  note(was: string, is: string): Promise<StoredRemoval> {
    return aRemoval(this.signer, { name, was, is });
  }

  private async publicKey(): Promise<string> {
    return (await this.signer.publicKey()) ?? '';
  }

  async read(): Promise<Removals> {
    const archive = {
      removals: (accountId: string) => listed(accountId === '7' ? this.kept : []),
      removal: (accountId: string, of: { name: string; is: string }) => {
        const isOfIt = ({ removal }: StoredRemoval) =>
          removal?.name === of.name && removal.is === of.is;
        this.asked.push(of.is);
        return Promise.resolve(accountId === '7' ? this.late.find(isOfIt) : undefined);
      },
    };
    await this.signer.sign('whatever makes its key');
    const removals = new Removals(archive, '7', publicKeysOf([await this.publicKey()]));
    await removals.read(this.findings);
    return removals;
  }
}

async function* listed(kept: StoredRemoval[]) {
  await Promise.resolve();
  yield* kept;
}

describe('what removals explain', () => {
  it('is what one of them has made of what was stored, and nothing else', async () => {
    const notes = new Notes();
    notes.kept.push(await notes.note(first, second));
    const removals = await notes.read();
    expect(await removals.explain(name, second, stored)).toBe(true);
    expect(await removals.explain(name, second, (was) => was === third)).toBe(false);
    expect(await removals.explain(name, third, stored)).toBe(false);
    expect(await removals.explain(`${name}x`, second, stored)).toBe(false);
    expect(notes.findings.told).toEqual([]);
  });

  it('is what several have made one after the other, to the last that left nothing', async () => {
    const notes = new Notes();
    notes.kept.push(await notes.note(first, second), await notes.note(second, third));
    notes.kept.push(await notes.note(third, ''));
    const removals = await notes.read();
    expect(await removals.explain(name, '', stored)).toBe(true);
    expect(await removals.explain(name, third, stored)).toBe(true);
    expect(notes.asked).toEqual([]);
  });

  it('is not what another file was', async () => {
    const notes = new Notes();
    const other = await aRemoval(notes.signer, { name: 'other', was: first, is: second });
    notes.kept.push(other, await notes.note(second, third));
    const removals = await notes.read();
    expect(await removals.explain(name, third, stored)).toBe(false);
    expect(await removals.explain('other', third, stored)).toBe(false);
    expect(await removals.explain('other', second, stored)).toBe(true);
    expect(notes.asked).toEqual([second, third]);
  });

  it('is nothing when they go in a circle', async () => {
    const notes = new Notes();
    notes.kept.push(await notes.note(second, third), await notes.note(third, second));
    const removals = await notes.read();
    expect(await removals.explain(name, third, stored)).toBe(false);
    expect(await removals.explain(name, second, (was) => was === third)).toBe(true);
  });

  it('is also what has been removed since, if that is signed', async () => {
    const notes = new Notes();
    const removals = await notes.read();
    notes.late.push(await notes.note(first, second));
    expect(await removals.explain(name, second, stored)).toBe(true);

    const { key, removal } = await notes.note(first, third);
    if (removal) notes.late.push({ key, removal: { ...removal, was: second } });
    notes.late.push({ key: 'unreadable' });
    expect(await removals.explain(name, third, () => true)).toBe(false);
  });
});

describe('a note of a removal that proves nothing', () => {
  const named = (what: string) => [
    { severity: 'broken', name: `removals/7/${first}-${second}`, what },
  ];

  it('is one that is not readable', async () => {
    const notes = new Notes();
    notes.kept.push({ key: `${first}-${second}` });
    await notes.read();
    expect(notes.findings.told).toEqual(named('is not readable, or not where it should be'));
  });

  it('is one that was changed', async () => {
    const notes = new Notes();
    const { key, removal } = await notes.note(first, second);
    if (removal) notes.kept.push({ key, removal: { ...removal, posts: '2' } });
    const removals = await notes.read();
    expect(notes.findings.told).toEqual(named('has a signature that does not prove it'));
    expect(await removals.explain(name, second, stored)).toBe(false);
  });

  it('is one of a key that is not known', async () => {
    const notes = new Notes();
    const other = new Notes();
    const signed = await other.note(first, second);
    notes.kept.push(signed);
    const removals = await notes.read();
    const keyId = signed.removal?.signature.keyId ?? '';
    expect(notes.findings.told).toEqual(
      named(`is signed with a key that is not known here: ${keyId}`),
    );
    expect(await removals.explain(name, second, stored)).toBe(false);
  });
});
