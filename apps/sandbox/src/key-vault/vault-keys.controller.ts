import { Body, Controller, Get, Headers, HttpCode, Param, Post, UseFilters } from '@nestjs/common';
import { z } from 'zod';

import { type KeyVersion, VaultKeys } from './vault-keys';
import { VaultProblem } from './vault-problem';
import { VaultProblemFilter } from './vault-problem.filter';

const NAME = /^[A-Za-z0-9-]{1,127}$/;
const createSchema = z.object({ kty: z.literal('EC'), crv: z.literal('P-256').optional() });
const signSchema = z.object({ alg: z.literal('ES256'), value: z.string().length(43) });

/** The part of Key Vault's REST API that makes keys and signs with them (https://learn.microsoft.com/rest/api/keyvault/keys). */
@Controller('keys')
@UseFilters(VaultProblemFilter)
export class VaultKeysController {
  constructor(private readonly keys: VaultKeys) {}

  @Post(':name/create')
  @HttpCode(200)
  create(@Param('name') name: string, @Body() body: unknown, @Headers('host') host: string) {
    if (!NAME.test(name) || !createSchema.safeParse(body).success) {
      throw new VaultProblem(
        400,
        'BadParameter',
        'The sandbox makes keys of the curve P-256 only.',
      );
    }
    return bundle(host, name, this.keys.create(name));
  }

  @Get([':name', ':name/:version'])
  get(
    @Param('name') name: string,
    @Headers('host') host: string,
    @Param('version') version?: string,
  ) {
    return bundle(host, name, this.keys.version(name, version));
  }

  /** Of a digest, as Key Vault does. */
  @Post(':name/:version/sign')
  @HttpCode(200)
  sign(
    @Param('name') name: string,
    @Param('version') version: string,
    @Body() body: unknown,
    @Headers('host') host: string,
  ) {
    const { data } = signSchema.safeParse(body);
    if (!data) throw new VaultProblem(400, 'BadParameter', 'The sandbox signs by ES256 only.');
    const key = this.keys.version(name, version);
    const value = this.keys.signDigest(key, Buffer.from(data.value, 'base64url'));
    return { kid: bundle(host, name, key).key.kid, value: value.toString('base64url') };
  }
}

function bundle(host: string, name: string, { id, created, x, y }: KeyVersion) {
  const kid = `https://${host}/keys/${name}/${id}`;
  return {
    key: { kid, kty: 'EC', crv: 'P-256', key_ops: ['sign', 'verify'], x, y },
    attributes: { enabled: true, created, updated: created },
  };
}
