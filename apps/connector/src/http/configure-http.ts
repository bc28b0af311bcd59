import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { ServerConfig } from '@app/config';
import { json, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';

import { serveAdminUi } from '../admin-ui/serve-admin-ui';
import { serveStaticFiles } from '../pages/static-files';
import { AnyCaseValidationPipe } from './any-case-validation.pipe';
import { forwardedWithoutPorts, tellOfProxies } from './forwarded-for';
import { limitServer } from './server-limits';
import { hideBody } from './unreadable-body';
import { wellFormedPath } from './well-formed-path';

/** A download request that names all of the 200,000 items Purview takes in a day has 4.4 MB. */
const BODY_LIMIT = '5mb';

/** Answers are data, and no page loads, frames or sends them; what is a page says what it needs. */
const NOTHING = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** What every route shares: headers, body parsing, validation. The old callers know ASP.NET: paths and names in any case. */
export function configureHttp(app: NestExpressApplication): void {
  app.set('case sensitive routing', false);
  const { trustedProxies } = app.get(ServerConfig);
  app.set('trust proxy', trustedProxies);
  app.disable('x-powered-by');
  const log = new Logger('Http');
  limitServer(app.getHttpServer());
  app.use(withId, helmet({ contentSecurityPolicy: NOTHING }), wellFormedPath);
  app.use(
    tellOfProxies(trustedProxies, (text) => log.warn(text)),
    forwardedWithoutPorts,
  );
  app.use('/admin/api', notKept);
  serveStaticFiles(app);
  serveAdminUi(app);
  app.use(json({ limit: BODY_LIMIT, type: isJson }), hideBody);
  app.useGlobalPipes(new AnyCaseValidationPipe());
}

/** Before anything can fail: the id is in the answer and in the log. */
function withId(request: Request, _response: Response, next: NextFunction): void {
  request.id = randomUUID();
  next();
}

/** What the admin API answers is for the one who asks, refusals too. */
function notKept(_request: Request, response: Response, next: NextFunction): void {
  response.set('cache-control', 'no-store');
  next();
}

/** Old clients do not always say that they send JSON. */
function isJson(request: { headers: Request['headers'] }): boolean {
  const { 'content-type': type = 'application/json' } = request.headers;
  return /json|text\/plain/i.test(type);
}
