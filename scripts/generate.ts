import 'reflect-metadata';

import { writeFileSync } from 'node:fs';
import { envExample, settingsPage } from '@app/config';

import { apiDocument } from './api-document';
import { errorsPage } from './errors-page';

/** Writes the pages that are made from code; specs fail when one was not. */
writeFileSync('docs/settings.md', settingsPage());
writeFileSync('.env.example', envExample());
writeFileSync('docs/errors.md', errorsPage());
void apiDocument().then((text) => {
  writeFileSync('docs/generated/connector-openapi.json', text);
});
