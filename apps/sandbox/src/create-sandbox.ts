import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { json, urlencoded } from 'express';

import { serverCertificate } from './core/certificates';
import { SandboxAddress } from './core/sandbox-address';
import { loadCredentials, type SandboxCredentials } from './core/sandbox-credentials';
import { type SandboxSettings } from './core/sandbox-settings';
import { SmtpJournal } from './mailbox/smtp/smtp-journal';
import { SMTP_USER } from './mailbox/smtp/smtp-user';
import { SandboxModule } from './sandbox.module';
import { XRenderer } from './x-api/x-renderer';

/** A completion names up to 200,000 items. */
const BODY_LIMIT = '64mb';

export interface Sandbox {
  url: string;
  /** Certificate of the authority that vouches for the sandbox, as PEM. */
  ca: string;
  credentials: SandboxCredentials;
  /** Where e-mail is taken, if it is. */
  smtp?: { host: string; port: number; user: string };
  close(): Promise<void>;
}

/** Starts the sandbox, which is `localhost` to those who ask it. Rejects with EADDRINUSE, EACCES or a UsageError. */
export async function createSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const { ca, cert, key } = await serverCertificate(settings.dataDir);
  const credentials = loadCredentials(settings.dataDir);
  const app = await NestFactory.create<NestExpressApplication>(
    SandboxModule.of(settings, credentials),
    {
      httpsOptions: { cert, key },
      logger: new ConsoleLogger({ json: true, logLevels: ['error', 'warn'] }),
      abortOnError: false,
      bodyParser: false,
      // A request that is made to hang would keep the sandbox from ending.
      forceCloseConnections: true,
    },
  );
  app.set('etag', false);
  app.use(json({ limit: BODY_LIMIT }), urlencoded({ extended: false }));
  await app.listen(settings.port, settings.host);
  const { port } = new URL(await app.getUrl());
  const url = `https://localhost:${port}`;
  app.get(SandboxAddress, { strict: false }).origin = url;
  app.get(XRenderer, { strict: false }).origin = url;
  const smtpPort =
    settings.smtpPort === undefined
      ? undefined
      : await app.get(SmtpJournal, { strict: false }).listen(settings.smtpPort, { cert, key });
  return {
    ...{ url, ca, credentials },
    ...(smtpPort !== undefined && { smtp: { host: 'localhost', port: smtpPort, user: SMTP_USER } }),
    close: () => app.close(),
  };
}
