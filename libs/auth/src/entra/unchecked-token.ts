import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';

import { ALGORITHM } from './strategy-run';

/** A header is refused that demands to be understood in ways we do not know (RFC 7515, 4.1.11). */
const headerSchema = z.object({
  alg: z.literal(ALGORITHM),
  typ: z.literal('JWT'),
  kid: z.string(),
  crit: z.undefined().optional(),
});

/** What a token says of itself: not to be believed yet. `undefined` when it is no token as Entra ID makes them. */
export function decodeUnchecked(token: string): { keyId: string; claims: unknown } | undefined {
  try {
    const { kid } = headerSchema.parse(decodeProtectedHeader(token));
    return { keyId: kid, claims: decodeJwt(token) };
  } catch {
    return undefined;
  }
}
