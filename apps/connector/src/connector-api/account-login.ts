import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, Clock, Secret } from '@app/domain';
import { type AcceptedText, LoginStore } from '@app/jobs';
import { Sealer } from '@app/secrets';
import { type AuthorizedAccount, TwitterAuthorization } from '@app/twitter-ingestion';

import { XApp } from '../settings/x-app';

/** So long a person may take at X. */
export const LOGIN_SECONDS = 600;
const TICKET_BYTES = 32;

/** A login whose owner is at X now. */
export interface StartedLogin {
  loginUrl: string;
  requestToken: string;
  /** What the browser has to show to complete it; nobody else learns it, here its hash is kept. */
  ticket: string;
}

export interface CompletedLogin {
  account: AuthorizedAccount;
  /** What was accepted when it began. */
  accepted?: AcceptedText;
}

/** Login with Twitter: begun and completed by the same browser, for the same job, once, within ten minutes. */
@Injectable()
export class AccountLogin {
  constructor(
    private readonly authorization: TwitterAuthorization,
    private readonly app: XApp,
    private readonly logins: LoginStore,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** Rejects as TwitterAuthorization does, and with `secrets.missing`. */
  async begin(
    callbackUrl: string,
    { jobId, accepted }: { jobId?: string; accepted?: AcceptedText },
  ): Promise<StartedLogin> {
    const keys = await this.app.keys();
    const begun = await this.authorization.begin(keys, callbackUrl);
    const { requestToken, requestSecret, loginUrl } = begun;
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    const key = hashOf(ticket);
    await this.logins.keep(key, {
      sealedToken: await this.sealer.seal(new Secret(requestToken), tokenContext(key)),
      sealedSecret: await this.sealer.seal(requestSecret, secretContext(key)),
      ...(jobId !== undefined && { jobId }),
      ...(accepted && { accepted }),
      expiresAt: new Date(this.clock.now().getTime() + LOGIN_SECONDS * 1000),
    });
    return { loginUrl, requestToken, ticket };
  }

  /** Rejects with `jobs.unknown_login` when there is none for this ticket and job, or as TwitterAuthorization does. */
  async complete(
    ticket: string | undefined,
    { jobId, verifier }: { jobId: string; verifier: string },
  ): Promise<CompletedLogin> {
    const key = hashOf(ticket ?? '');
    const login = ticket === undefined ? undefined : await this.logins.take(key);
    if (!login || (login.jobId ?? jobId) !== jobId) throw unknownLogin();
    const requestToken = (await this.sealer.open(login.sealedToken, tokenContext(key))).reveal();
    const requestSecret = await this.sealer.open(login.sealedSecret, secretContext(key));
    const keys = await this.app.keys();
    const given = { requestToken, requestSecret, verifier };
    const account = await this.authorization.complete(keys, given);
    return { account, ...(login.accepted && { accepted: login.accepted }) };
  }

  async cancel(ticket: string): Promise<void> {
    await this.logins.take(hashOf(ticket));
  }
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

/** What is sealed for one login does not open for another. */
const tokenContext = (key: string) => `login-token/${key}`;
const secretContext = (key: string) => `login-secret/${key}`;

function unknownLogin(): AppError {
  return new AppError(
    'jobs.unknown_login',
    'This login is not under way any more, or not in this browser: it took longer than 10 minutes, was used already, or belongs to another job. Log in again.',
  );
}
