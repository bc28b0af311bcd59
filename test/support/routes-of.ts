import { type NestExpressApplication } from '@nestjs/platform-express';
import { z } from 'zod';

const layers = z.array(
  z.object({
    route: z
      .object({
        path: z.union([z.string(), z.array(z.string())]),
        methods: z.record(z.string(), z.boolean()),
      })
      .optional(),
  }),
);

/** An Express application and its router are functions; as much of them as tells what is served. */
const withRouter = z.custom<{ router: unknown }>((app) => typeof app === 'function');
const withStack = z
  .custom<{ stack: unknown }>((router) => typeof router === 'function')
  .transform(({ stack }) => ({ stack: layers.parse(stack) }));

/** How Nest says that middleware is for every path. */
const EVERYWHERE = '{/*splat}';

/** Every route an application really has, as `GET /path/:parameter`, read from its router. Middleware is no route. */
export function routesOf(app: NestExpressApplication): string[] {
  const express: unknown = app.getHttpAdapter().getInstance();
  const { stack } = withStack.parse(withRouter.parse(express).router);
  return stack.flatMap(({ route }) => {
    const paths = [route?.path ?? []].flat().filter((path) => path !== EVERYWHERE);
    const methods = Object.keys(route?.methods ?? {}).map((method) => method.toUpperCase());
    return paths.flatMap((path) => methods.map((method) => `${method} ${path}`));
  });
}
