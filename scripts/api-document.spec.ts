import { readFileSync } from 'node:fs';

import { apiDocuments } from './api-document';

it.each(['connector-openapi.json', 'admin-openapi.json'])(
  'docs/generated/%s is what `npm run generate` makes',
  async (name) => {
    const documents = await apiDocuments();
    expect(readFileSync(`docs/generated/${name}`, 'utf8')).toBe(documents[name]);
  },
);
