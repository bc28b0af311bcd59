import 'reflect-metadata';

import { writeFileSync } from 'node:fs';
import { envExample, settingsPage } from '@app/config';

import { apiDocuments } from './api-document';
import { AZURE_DEPLOY, azureDeploy } from './bicep/azure-deploy';
import { writePerformanceFiles } from '../bench/performance-page';
import { conversionPage } from './conversion/conversion-page';
import { errorsPage } from './errors-page';

/** Writes the pages that are made from code; specs fail when one was not. */
writeFileSync('docs/settings.md', settingsPage());
writeFileSync('.env.example', envExample());
writeFileSync('docs/errors.md', errorsPage());
writeFileSync('docs/conversion-fields.md', conversionPage());
writePerformanceFiles();
void azureDeploy().then((text) => writeFileSync(AZURE_DEPLOY, text));
void apiDocuments().then((documents) => {
  for (const [name, text] of Object.entries(documents)) {
    writeFileSync(`docs/generated/${name}`, text);
  }
});
