import { z } from 'zod';

/** The app role that makes somebody an admin of the connector. */
const ADMIN_ROLE = 'Connector.Admin';

export interface EntraUser {
  /** The user's object id: the same in every application of the tenant. */
  id: string;
  name: string;
  isAdmin: boolean;
}

/** The claims of an id token for our application; what passport-azure-ad looks at too is not left to it alone. */
export function userClaims(tenantId: string, appId: string) {
  return z
    .object({
      ver: z.literal('2.0'),
      tid: z.string().refine((given) => given.toLowerCase() === tenantId.toLowerCase()),
      aud: z.literal(appId.toLowerCase()),
      exp: z.number(),
      oid: z.string().min(1),
      name: z.string().optional(),
      preferred_username: z.string().optional(),
      roles: z.array(z.string()).default([]),
    })
    .transform(({ oid, name, preferred_username: username, roles }): EntraUser => ({
      id: oid,
      name: username ?? name ?? oid,
      isAdmin: roles.includes(ADMIN_ROLE),
    }));
}
