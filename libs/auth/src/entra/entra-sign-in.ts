import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ServerConfig } from '@app/config';
import { Clock, isAppError } from '@app/domain';
import { type Request, type Response } from 'express';
import { z } from 'zod';

import { clearHostCookie, readHostCookie, setHostCookie } from '../host-cookie';
import { SealedToken } from '../session/sealed-token';
import { EntraApplicationSource } from './entra-application-source';
import { EntraTenant } from './entra-tenant';
import { beginFlow, type OidcFlow, verifiedClaims } from './id-token';
import { redeemCode } from './redeem-code';
import { SignInFailed } from './sign-in-failed';
import { decodeUnchecked } from './unchecked-token';
import { type EntraUser, userClaims } from './user-claims';

const COOKIE = '__Host-sign-in';
const LIFETIME_SECONDS = 600;

const keptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});
const answerSchema = z.object({
  state: z.string(),
  code: z.string().optional(),
  error_description: z.string().optional(),
});

/** A sign-in that has come to its end. */
export interface CompletedSignIn {
  user: EntraUser;
  /** As it was given at the beginning. */
  returnTo: string;
}

/** Signs users of our tenant in (OpenID Connect, authorization code with PKCE). */
@Injectable()
export class EntraSignIn {
  constructor(
    private readonly server: ServerConfig,
    private readonly tenant: EntraTenant,
    private readonly application: EntraApplicationSource,
    private readonly tokens: SealedToken,
    private readonly clock: Clock,
  ) {}

  /** Where Entra ID sends browsers back to, exactly as it is to be registered there. */
  get redirectUrl(): URL {
    return this.settingsUrl('/admin/sign-in/callback');
  }

  /**
   * Where to send the browser, which keeps what binds the answer to it for ten minutes, and sealed with it where it is to go then. Rejects
   * with SignInFailed.
   */
  async begin(response: Response, returnTo: string): Promise<string> {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const { location, binding } = await beginFlow(await this.flow(), challenge);
    const expiresAt = new Date(this.clock.now().getTime() + LIFETIME_SECONDS * 1000);
    const kept = await this.tokens.seal('sign-in', { ...binding, verifier, returnTo }, expiresAt);
    setHostCookie(response, COOKIE, kept, LIFETIME_SECONDS);
    return location;
  }

  /** Has the browser a sign-in under way, as far as it says itself? */
  isUnderWay(request: Request): boolean {
    return readHostCookie(request, COOKIE) !== undefined;
  }

  /** Who it is that Entra ID sends back. A browser's sign-in can be completed once. Rejects with SignInFailed. */
  async complete(request: Request, response: Response): Promise<CompletedSignIn> {
    const { data: answer } = answerSchema.safeParse(request.query);
    const cookie = readHostCookie(request, COOKIE);
    clearHostCookie(response, COOKIE);
    const kept = cookie && (await this.tokens.open('sign-in', cookie, keptSchema));
    if (!kept || answer?.state !== kept.state) throw new SignInFailed('begun-elsewhere');
    if (answer.code === undefined) throw declined(answer.error_description);
    const flow = await this.flow();
    const { app, document, redirectUrl } = flow;
    const given = { code: answer.code, verifier: kept.verifier, redirectUrl };
    const tokens = await redeemCode(document.tokenUrl, app, given);
    const key = await this.keyOf(tokens.id_token);
    const claims = await verifiedClaims(flow, kept, { state: answer.state, tokens, key });
    const { data: user } = userClaims(this.tenant.id, app.appId).safeParse(claims);
    if (user) return { user, returnTo: kept.returnTo };
    throw new SignInFailed('token-refused');
  }

  /** Where the browser is sent to be signed out of Entra ID too, and back to the settings page; just there when Entra ID is silent. */
  async signOutUrl(): Promise<string> {
    const back = this.settingsUrl('/admin/').href;
    const signOutUrl = await this.tenant.document('v2').then(
      (document) => document.signOutUrl,
      () => undefined,
    );
    if (signOutUrl === undefined) return back;
    const url = new URL(signOutUrl);
    url.searchParams.set('post_logout_redirect_uri', back);
    return url.href;
  }

  private async flow(): Promise<OidcFlow> {
    const app = await this.application.find();
    if (!app) throw new SignInFailed('not-set-up');
    const document = await available(this.tenant.document('v2'));
    return { app, document, redirectUrl: this.redirectUrl };
  }

  private async keyOf(idToken = ''): Promise<string> {
    const keyId = decodeUnchecked(idToken)?.keyId;
    const key = keyId && (await available(this.tenant.signingKey('v2', keyId)));
    if (key) return key;
    throw new SignInFailed('token-refused');
  }

  private settingsUrl(path: string): URL {
    return new URL(path, this.server.publicUrl);
  }
}

async function available<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw isAppError(error, 'auth.entra_unavailable') ? new SignInFailed('unavailable') : error;
  }
}

function declined(description = ''): SignInFailed {
  const [, code] = /^AADSTS(\d+)/.exec(description) ?? [];
  return new SignInFailed('declined', code === undefined ? undefined : Number(code));
}
