import { type EntraCredentials } from '@app/domain';
import { type OidcTokens } from 'passport-azure-ad';
import { z } from 'zod';

import { SignInFailed } from './sign-in-failed';

const TIMEOUT_MS = 10_000;

const tokensSchema = z.object({
  id_token: z.string(),
  access_token: z.string().optional(),
  token_type: z.string().optional(),
});
const refusalSchema = z.object({
  error: z.string(),
  error_codes: z.array(z.number()).default([]),
});

/** The errors that are about us, not about the code (RFC 6749, 5.2). */
const ABOUT_US = ['invalid_client', 'unauthorized_client'];

/** The tokens for the code that Entra ID has sent the browser back with. Rejects with SignInFailed. */
export async function redeemCode(
  tokenUrl: string,
  app: EntraCredentials,
  given: { code: string; verifier: string; redirectUrl: URL },
): Promise<OidcTokens> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: app.appId,
    client_secret: app.secret.reveal(),
    code: given.code,
    code_verifier: given.verifier,
    redirect_uri: given.redirectUrl.href,
    scope: 'openid profile',
  });
  const { ok, answer } = await post(tokenUrl, body);
  const tokens = ok ? tokensSchema.safeParse(answer).data : undefined;
  if (tokens) return tokens;
  const { data: refusal } = refusalSchema.safeParse(answer);
  if (!refusal) throw new SignInFailed('unavailable');
  const failure = ABOUT_US.includes(refusal.error) ? 'secret-refused' : 'code-refused';
  throw new SignInFailed(failure, refusal.error_codes[0]);
}

async function post(url: string, body: URLSearchParams): Promise<{ ok: boolean; answer: unknown }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal });
    return { ok: response.ok, answer: await response.json() };
  } catch {
    throw new SignInFailed('unavailable');
  }
}
