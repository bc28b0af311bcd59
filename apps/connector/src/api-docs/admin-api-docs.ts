import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { AdminApiModule } from '../admin-api/admin-api.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { operationIdFactory } from './operation-id';

const ABOUT = `What the settings page calls.

Who has no session gets 401 with an empty body; other failures are problem documents (RFC 9457) with a \`code\` of docs/errors.md. Whatever
changes something needs the header \`x-csrf-token\` with the token of GET /admin/api/session. Nothing is to be kept by browsers or proxies.
What is absent is left out. Times are UTC.`;

/** The admin API in the words of OpenAPI. */
export function describeAdminApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Admin API')
    .setDescription(ABOUT)
    .setVersion('1')
    .addCookieAuth('__Host-session', { type: 'apiKey', in: 'cookie' })
    .build();
  return SwaggerModule.createDocument(app, config, {
    include: [AdminApiModule, SignInModule],
    deepScanRoutes: true,
    operationIdFactory,
  });
}
