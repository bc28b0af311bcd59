import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Session, type SessionKind } from '@app/auth';

const kinds = ['admin', 'examiner', 'no-role', 'bootstrap', 'anonymous'] as const satisfies (
  SessionKind | 'anonymous'
)[];

/** Answer of GET /admin/api/session. */
export class SessionView {
  @ApiProperty({ enum: kinds })
  kind!: SessionKind | 'anonymous';

  @ApiPropertyOptional({ description: "The user's sign-in name." })
  name?: string;

  @ApiPropertyOptional({ description: 'To be sent as `x-csrf-token` with what changes something.' })
  csrfToken?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  expiresAt?: string;

  @ApiProperty({
    description: 'Is Entra ID sign-in set up? Until then there is only the bootstrap sign-in.',
  })
  canUseEntra!: boolean;
}

/** Answer of DELETE /admin/api/session. */
export class SignedOutView {
  @ApiProperty({ description: 'Where the browser goes to be signed out of Entra ID too.' })
  signOutUrl!: string;
}

export function viewOf(session: Session | undefined, canUseEntra: boolean): SessionView {
  if (!session) return { kind: 'anonymous', canUseEntra };
  const { kind, name, csrfToken, expiresAt } = session;
  return { kind, name, csrfToken, expiresAt: expiresAt.toISOString(), canUseEntra };
}
