import { globSync, readFileSync } from 'node:fs';
import { appErrorFaults } from '@app/domain';

import { errorsPage } from './errors-page';

describe('docs/errors.md', () => {
  it('is what `npm run generate` makes', () => {
    expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage());
  });

  it('has one row for each code', () => {
    const codes = [...errorsPage().matchAll(/^\| `([^`]+)`/gm)].map(([, code]) => code);
    expect(codes.sort()).toEqual(Object.keys(appErrorFaults).sort());
  });
});

describe('error codes', () => {
  const isElsewhere = (file: string) => !/\.spec\.ts$|\/testing\/|app-error|error-docs/.test(file);
  const files = globSync(['{apps,libs}/*/src/**/*.ts', 'scripts/*/*.ts']).filter(isElsewhere);
  const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');

  it.each(Object.keys(appErrorFaults))('%s is in use', (name) => {
    expect(code).toContain(`'${name}'`);
  });
});
