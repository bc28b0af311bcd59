import { z } from 'zod';

import { type TokenVersion } from './tenant-document';

/** The application the Office 365 Import service calls as (office365-import-protocol.md). */
export const IMPORT_APP_ID = '570d0bec-d001-4c4e-985e-3ab17fdc3073';

const seconds = z.number().nonnegative();
const literal = (value: string) =>
  z.string().refine((given) => given.toLowerCase() === value.toLowerCase());

/** The claims of the Import service's tokens for our application. The issuer is compared to the letter, ids in any case. */
export function importClaims(
  version: TokenVersion,
  expected: { issuer: string; tenantId: string; appId: string },
): z.ZodType<object> {
  const common = {
    iss: z.literal(expected.issuer),
    aud: z.literal(audiences(expected.appId)),
    tid: literal(expected.tenantId),
    exp: seconds,
    nbf: seconds,
  };
  return version === 'v1'
    ? z.object({ ...common, ver: z.literal('1.0'), appid: literal(IMPORT_APP_ID) })
    : z.object({ ...common, ver: z.literal('2.0'), azp: literal(IMPORT_APP_ID) });
}

/** What a token for our application may name as its audience; Entra ID writes ids in small letters. */
export function audiences(appId: string): [string, ...string[]] {
  const id = appId.toLowerCase();
  return [id, `api://${id}`];
}
