import { Injectable } from '@nestjs/common';
import { Clock } from '@app/domain';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { type ZodType } from 'zod';

import { SessionKeySource } from './session-key-source';

/** What a token is for; one made for something else does not open. */
export type TokenPurpose = 'session' | 'sign-in';

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/** Values that the browser keeps for us and can neither read nor change: encrypted JWTs (JWE) that end by themselves. */
@Injectable()
export class SealedToken {
  constructor(
    private readonly keys: SessionKeySource,
    private readonly clock: Clock,
  ) {}

  async seal(purpose: TokenPurpose, claims: object, expiresAt: Date): Promise<string> {
    return new EncryptJWT({ ...claims })
      .setProtectedHeader(HEADER)
      .setAudience(purpose)
      .setExpirationTime(expiresAt)
      .encrypt(await this.key());
  }

  /** `undefined` for a token that is changed, over, sealed with another key, or for another purpose. */
  async open<T>(purpose: TokenPurpose, text: string, schema: ZodType<T>): Promise<T | undefined> {
    try {
      const { payload } = await jwtDecrypt(text, await this.key(), {
        keyManagementAlgorithms: [HEADER.alg],
        contentEncryptionAlgorithms: [HEADER.enc],
        audience: purpose,
        requiredClaims: ['exp'],
        currentDate: this.clock.now(),
      });
      return schema.safeParse(payload).data;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  private async key(): Promise<Uint8Array> {
    return Buffer.from((await this.keys.key()).reveal(), 'base64');
  }
}
