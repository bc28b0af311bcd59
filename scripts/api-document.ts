import { NestFactory } from '@nestjs/core';

import { describeApi } from '../apps/connector/src/api-docs/api-docs';
import { ConnectorModule } from '../apps/connector/src/connector.module';

/** `docs/generated/connector-openapi.json`, as it must be. Nothing is started for it, and no setting is needed. */
export async function apiDocument(): Promise<string> {
  const app = await NestFactory.create(ConnectorModule, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return `${JSON.stringify(describeApi(app), undefined, 2)}\n`;
}
