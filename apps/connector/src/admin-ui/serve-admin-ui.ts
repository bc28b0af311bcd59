import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { ServiceUnavailableException } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler, type Response, Router } from 'express';
import helmet from 'helmet';

/** Where `npm run build` puts them; every program here runs in the repository's folder. */
const BUILT = resolve('apps/admin-ui/dist');
/** Every path the pages may have in a browser; the rest below /admin is API, sign-in or a file. */
const PAGE = /^\/admin(?:\/(?!(?:api|sign-in|assets)(?:\/|$)).*)?$/i;
const SUFFIXES = { br: '.br', gzip: '.gz' } as const;
/** Files carry a hash of their content in their names. */
const FOREVER = { immutable: true, maxAge: '1y', index: false, redirect: false } as const;

/** Serves the admin pages as they were built. */
export function serveAdminUi(app: NestExpressApplication, folder = BUILT): void {
  const assets = join(folder, 'assets');
  app.use('/admin/assets', compressed(assets), express.static(assets, FOREVER));
  app.use(Router().get(PAGE, page(join(folder, 'index.html'))));
}

/** Sends the compressed neighbour of a file to whoever takes it; goes on when there is none. */
function compressed(folder: string): RequestHandler {
  const neighbours = express.static(folder, {
    ...FOREVER,
    acceptRanges: false,
    setHeaders: (response: Response, path) => {
      const [suffix, plain] = [extname(path), path.slice(0, -extname(path).length)];
      response.type(extname(plain));
      response.set('content-encoding', suffix === SUFFIXES.br ? 'br' : 'gzip');
    },
  });
  return (request, response, next) => {
    response.vary('accept-encoding');
    const encoding = request.acceptsEncodings('br', 'gzip');
    if (encoding !== 'br' && encoding !== 'gzip') {
      next();
      return;
    }
    const { url } = request;
    request.url = request.path + SUFFIXES[encoding];
    neighbours(request, response, (error?: unknown) => {
      request.url = url;
      next(error);
    });
  };
}

/** The page with a nonce of its own: what its scripts add as styles carries it, and no other style counts. */
function page(file: string): RequestHandler {
  return async (request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    const html = await readPage(file);
    securityPolicy(nonce)(request, response, (error?: unknown) => {
      if (error) {
        next(error);
        return;
      }
      response.set({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
      response.type('html').send(html.replaceAll('__CSP_NONCE__', nonce));
    });
  };
}

async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ServiceUnavailableException(
      'The admin pages are not built: `npm run build` does it.',
      {
        cause,
      },
    );
  }
}

function securityPolicy(nonce: string) {
  return helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", `'nonce-${nonce}'`],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}
