import { type INestApplication } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';

import { ConnectorApiModule } from '../connector-api/connector-api.module';
import { describeAdminApi } from './admin-api-docs';
import { operationIdFactory } from './operation-id';

const ABOUT = `What the Microsoft Purview portal, the set-up page of a job and the Office 365 Import service call.

Paths, names in queries and names in bodies may come in any case; what is not known is left out. Answers have exactly the names shown. Who brings
no proof gets 401 with an empty body; other failures are problem documents (RFC 9457) with a \`code\` of docs/errors.md.`;

/** The connector API in the words of OpenAPI. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Connector API')
    .setDescription(ABOUT)
    .setVersion('1')
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'Tenant id and APISecretKey.' })
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'Entra ID token of the Office 365 Import service for our application.',
    })
    .build();
  return SwaggerModule.createDocument(app, config, {
    include: [ConnectorApiModule],
    operationIdFactory,
  });
}

/** The page that shows a document: its own files, and calls of the routes it describes. */
const POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Serves it at /api/docs as a page, at /api/docs-json as it is; the admin API at /api/docs/admin and /api/docs/admin-json. */
export function serveApiDocs(app: NestExpressApplication): void {
  app.use('/api/docs', helmet.contentSecurityPolicy(POLICY));
  SwaggerModule.setup('api/docs/admin', app, () => describeAdminApi(app));
  SwaggerModule.setup('api/docs', app, () => describeApi(app));
}
