import { readFileSync } from 'node:fs';

import { alertActions } from './alert-codes';

describe('docs/alerts.md', () => {
  it('has a row for each code, and no other', () => {
    const page = readFileSync('docs/alerts.md', 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, code]) => code);
    expect(rows.sort()).toEqual(Object.keys(alertActions).sort());
  });
});
