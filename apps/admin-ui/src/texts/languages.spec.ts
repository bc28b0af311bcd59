import { en } from './en';
import { fr } from './fr';

/** Stands for any value that a text is made with: says where it came to. */
function marked(name: string): unknown {
  return new Proxy(
    {},
    {
      get: (_, key) => (typeof key === 'symbol' ? () => `⟦${name}⟧` : `⟦${name}.${key}⟧`),
    },
  );
}

const isText = (value: unknown): value is (...values: unknown[]) => string =>
  typeof value === 'function';

/** Every text of a language by its place, made with marked values. */
function textsOf(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (isText(value)) {
    return [[place, value(...Array.from({ length: value.length }, (_, i) => marked(`${i}`)))]];
  }
  return Object.entries(value ?? {}).flatMap(([key, each]) => textsOf(each, `${place}/${key}`));
}

const [english, french] = [new Map(textsOf(en)), new Map(textsOf(fr))];
const marksIn = (text: string) => [...new Set(text.match(/⟦[^⟧]*⟧/g))].sort();

it('has every text in both languages', () => {
  expect(english.size).toBeGreaterThan(300);
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
});

it('says the same values in both languages', () => {
  const other = [...english].filter(
    ([place, text]) => String(marksIn(french.get(place) ?? '')) !== String(marksIn(text)),
  );
  expect(other).toEqual([]);
});

it('has nothing left in English but names', () => {
  const same = [...english].filter(([place, text]) => french.get(place) === text);
  expect(same.map(([, text]) => text).sort()).toEqual(
    [
      ...[
        'APISecretKey',
        'Action',
        'Action',
        'Mentions',
        'OK',
        'Pages',
        'Reposts',
        'SHA-256',
        'worker',
      ],
      ...['–', '⟦0⟧ – ⟦1⟧', '⟦0⟧ ⟦1⟧'],
    ].sort(),
  );
});

it('is set as French is: no sign that breaks off, no straight apostrophe', () => {
  const faulty = [...french].filter(([, text]) =>
    /[^\u202f][;?!%]|[^\u00a0][:»$]|«[^\u00a0]|'|"| {2}|\.\.\./.test(text),
  );
  expect(faulty).toEqual([]);
});

it('counts as French does: none is singular', () => {
  const { added } = fr.imports;
  expect([added('0'), added('1'), added('2')]).toEqual([
    '0 publication ajoutée',
    '1 publication ajoutée',
    '2 publications ajoutées',
  ]);
});
