import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { type Request } from 'express';
import { exportSPKI, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { z } from 'zod';

import { parseBody } from '../core/parse-body';
import { EntraTokens } from './entra-tokens';
import { originOf } from './entra.controller';
import { ALGORITHM, makeKey, SigningKeys } from './signing-keys';

const tokenSchema = z.strictObject({
  version: z.enum(['v1', 'v2']).default('v1'),
  /** Put over the claims of a right token; `null` leaves one out. */
  claims: z.record(z.string(), z.unknown()).default({}),
  /** Put over the header of a right token. */
  header: z.record(z.string(), z.unknown()).default({}),
  /** `public-key`: HS256, with the tenant's public key as the secret. */
  signedBy: z.enum(['tenant', 'stranger', 'nobody', 'public-key']).default('tenant'),
});

/** The strings to pull at Entra ID: new keys, and tokens that are wrong in every way. */
@Controller('control/entra')
export class EntraControlController {
  constructor(
    private readonly tokens: EntraTokens,
    private readonly keys: SigningKeys,
  ) {}

  @Post('roll-over')
  @HttpCode(204)
  async rollOver(@Body() body: unknown): Promise<void> {
    const { keepOld } = parseBody(z.strictObject({ keepOld: z.boolean().default(true) }), body);
    await this.keys.rollOver(keepOld);
  }

  @Post('import-tokens')
  async importToken(@Body() body: unknown, @Req() request: Request): Promise<{ token: string }> {
    const wanted = parseBody(tokenSchema, body);
    const right = this.tokens.importClaims(originOf(request), wanted.version);
    const claims = Object.fromEntries(
      Object.entries({ ...right, ...wanted.claims }).filter(([, value]) => value !== null),
    );
    return { token: await this.sign(claims, wanted) };
  }

  private async sign(
    claims: JWTPayload,
    { header, signedBy }: z.infer<typeof tokenSchema>,
  ): Promise<string> {
    if (signedBy === 'nobody') return new UnsecuredJWT(claims).encode();
    const { jwk, privateKey } = await this.keys.current();
    const common = { typ: 'JWT', kid: jwk.kid };
    if (signedBy === 'public-key') {
      const publicKey = await importJWK(jwk, ALGORITHM, { extractable: true });
      if (publicKey instanceof Uint8Array) throw new Error('The key is an RSA key.');
      const secret = new TextEncoder().encode(await exportSPKI(publicKey));
      return new SignJWT(claims)
        .setProtectedHeader({ ...common, alg: 'HS256', ...header })
        .sign(secret);
    }
    const key = signedBy === 'stranger' ? (await makeKey()).privateKey : privateKey;
    return new SignJWT(claims)
      .setProtectedHeader({ ...common, alg: ALGORITHM, ...header })
      .sign(key);
  }
}
