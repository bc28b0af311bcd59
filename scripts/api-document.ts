import { NestFactory } from '@nestjs/core';

import { describeAdminApi } from '../apps/connector/src/api-docs/admin-api-docs';
import { describeApi } from '../apps/connector/src/api-docs/api-docs';
import { ConnectorModule } from '../apps/connector/src/connector.module';

/** The files of `docs/generated`, as they must be. Nothing is started for it, and no setting is needed. */
export async function apiDocuments(): Promise<Record<string, string>> {
  const app = await NestFactory.create(ConnectorModule, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const text = (document: object) => `${JSON.stringify(document, undefined, 2)}\n`;
  return {
    'connector-openapi.json': text(describeApi(app)),
    'admin-openapi.json': text(describeAdminApi(app)),
  };
}
