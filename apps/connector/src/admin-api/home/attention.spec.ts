import { type Attention, mostUrgentFirst } from './attention';
import { settingsAttention } from './settings-attention';

const early = new Date('2026-01-01');
const late = new Date('2026-01-02');
const of = (kind: Attention['kind'], severity: Attention['severity'], since?: Date): Attention => ({
  kind,
  severity,
  text: 'text',
  ...(since && { since }),
});

describe('mostUrgentFirst', () => {
  it('goes by severity, then by kind, then by how long it has lasted', () => {
    const sorted = [
      of('relogin', 'error', early),
      of('relogin', 'error', late),
      of('capture-late', 'error', early),
      of('task-failed', 'warning'),
      of('gap', 'warning'),
      of('capture-parked', 'info'),
      of('account-paused', 'info'),
    ];
    expect(mostUrgentFirst(sorted.toReversed())).toEqual(sorted);
  });
});

describe('settingsAttention', () => {
  const setAt = early;
  const set = [
    { name: 'xAppKey', isSecret: true, setAt },
    { name: 'xAppSecret', isSecret: true, setAt },
    { name: 'xAccessToken', isSecret: true },
    { name: 'xAccessSecret', isSecret: true },
    { name: 'aadAppId', isSecret: false, value: 'from the environment' },
    { name: 'aadAppSecret', isSecret: true, setAt },
  ] as const;

  it('asks for nothing that works without', () => {
    expect(settingsAttention(set)).toEqual([]);
  });

  it('says what is missing, and what does not go without it', () => {
    const without = (...names: string[]) =>
      set.map(({ name, isSecret, ...known }) => ({
        name,
        isSecret,
        ...(names.includes(name) ? {} : known),
      }));
    const text = (...names: string[]) => settingsAttention(without(...names))[0]?.text;
    expect(text('xAppKey')).toMatch(/captured: the X app's API key is not set/);
    expect(text('aadAppId', 'aadAppSecret')).toMatch(
      /delivered: the Entra ID application's id and the .* client secret are not/,
    );
    expect(text('xAppSecret', 'aadAppSecret')).toMatch(/captured or delivered/);
  });
});
