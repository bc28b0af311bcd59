import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A page's parts that are the same in every language. */
function partsOf(page: string) {
  const codes = (text: string) => [...text.matchAll(/`[^`\n]+`/g)].map(([code]) => code).sort();
  const blocks = page.match(/^```\w*\n[^]*?^```$/gm) ?? [];
  const prose = page.replace(/^```\w*\n[^]*?^```$/gm, '');
  return {
    headings: [...prose.matchAll(/^(#+) /gm)].map(([, level]) => level),
    blocks,
    codes: codes(prose),
    listed: prose.match(/^(?:- |\d+\. )/gm)?.length,
    rows: prose.match(/^\|.*$/gm)?.map((row) => codes(row).concat(`${row.split('|').length}`)),
    links: [...prose.matchAll(/\]\(([^)#]*)/g)].map(([, to = '']) => to.replace(/^\.\.\//, '')),
  };
}

describe.each(globSync('docs/fr/*.md'))('%s', (page) => {
  const original = `docs/${basename(page)}`;
  const french = readFileSync(page, 'utf8');

  it('translates the page as it is now', () => {
    expect(existsSync(original)).toBe(true);
    const [, known] = /SHA-256 de l’original\u00a0: ([0-9a-f]{64})/.exec(french) ?? [];
    const now = createHash('sha256').update(readFileSync(original)).digest('hex');
    // Translate what has changed in the original, then note its hash at the top of the translation.
    expect(known).toBe(now);
  });

  it('has the same headings, commands, names, lists, rows and links', () => {
    expect(partsOf(french)).toEqual(partsOf(readFileSync(original, 'utf8')));
  });

  it('is set as French is', () => {
    const words = french.replace(/^```\w*\n[^]*?^```$|`[^`\n]*`|\]\([^)]*\)|<!--.*?-->/gm, '');
    expect(
      words.match(/.{12}(?:[^\u202f][;?!]|[^\u00a0\n|-]:(?=\s)|[ \w]'\w|«[^\u00a0]).{0,9}/g),
    ).toBeNull();
  });
});
