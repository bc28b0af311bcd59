import { readFileSync } from 'node:fs';

import { apiDocument } from './api-document';

it('docs/generated/connector-openapi.json is what `npm run generate` makes', async () => {
  expect(readFileSync('docs/generated/connector-openapi.json', 'utf8')).toBe(await apiDocument());
});
