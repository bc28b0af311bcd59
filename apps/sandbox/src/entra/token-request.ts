import { z } from 'zod';

import { EVENT_API_RESOURCE, VAULT_RESOURCE } from './entra-tokens';

const client = { client_id: z.string(), client_secret: z.string() };

/** What may be asked of the token endpoint. */
export const tokenRequest = z.discriminatedUnion('grant_type', [
  z.looseObject({
    grant_type: z.literal('client_credentials'),
    ...client,
    scope: z.templateLiteral([z.enum([EVENT_API_RESOURCE, VAULT_RESOURCE]), '/.default']),
  }),
  z.looseObject({
    grant_type: z.literal('authorization_code'),
    ...client,
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: z.string().optional(),
  }),
]);
export type TokenRequest = z.infer<typeof tokenRequest>;

/** A refusal in Entra ID's words. */
export interface TokenRefusal {
  status: number;
  error: string;
  error_description: string;
  error_codes: number[];
}

export function refusal(status: number, error: string, code: number, text: string): TokenRefusal {
  return { status, error, error_description: `AADSTS${code}: ${text}`, error_codes: [code] };
}
