import { type EntraCredentials } from '@app/domain';
import { type OidcTokens } from 'passport-azure-ad';
import { z } from 'zod';

import { SignInFailed } from './sign-in-failed';
import { askTokenEndpoint } from './token-endpoint';

const tokensSchema = z.object({
  id_token: z.string(),
  access_token: z.string().optional(),
  token_type: z.string().optional(),
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
  const answer = await askTokenEndpoint(tokenUrl, body, tokensSchema);
  if (answer.kind === 'tokens') return answer.tokens;
  if (answer.kind === 'unavailable') throw new SignInFailed('unavailable');
  const failure = ABOUT_US.includes(answer.error) ? 'secret-refused' : 'code-refused';
  throw new SignInFailed(failure, answer.entraCode);
}
