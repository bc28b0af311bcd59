import { z } from 'zod';

/** What an app role makes of somebody, the mightiest first. */
const ROLES = [
  ['Connector.Admin', 'admin'],
  ['Connector.Examiner', 'examiner'],
] as const;

export type UserRole = (typeof ROLES)[number][1];

export interface EntraUser {
  /** The user's object id: the same in every application of the tenant. */
  id: string;
  name: string;
  /** The mightiest of those he has here. */
  role?: UserRole;
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
      role: ROLES.find(([appRole]) => roles.includes(appRole))?.[1],
    }));
}
