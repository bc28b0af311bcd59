import { type Session, type SessionKind } from '@app/auth';

/** Answer of GET /admin/api/session. */
export interface SessionView {
  kind: SessionKind | 'anonymous';
  /** The user's sign-in name. */
  name?: string;
  /** To be sent as `x-csrf-token` with whatever changes something. */
  csrfToken?: string;
  expiresAt?: string;
  /** Can one sign in with Entra ID? Until then there is only the bootstrap sign-in. */
  canUseEntra: boolean;
}

export function viewOf(session: Session | undefined, canUseEntra: boolean): SessionView {
  if (!session) return { kind: 'anonymous', canUseEntra };
  const { kind, name, csrfToken, expiresAt } = session;
  return { kind, name, csrfToken, expiresAt: expiresAt.toISOString(), canUseEntra };
}
