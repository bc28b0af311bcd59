import { join } from 'node:path';
import { type NestExpressApplication } from '@nestjs/platform-express';

/** Serves what the pages load: files beside the built program, put there by `nest build`. */
export function serveStaticFiles(app: NestExpressApplication): void {
  app.useStaticAssets(join(__dirname, 'static'), { prefix: '/pages/', index: false });
}
