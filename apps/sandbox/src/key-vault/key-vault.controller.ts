import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  UseFilters,
} from '@nestjs/common';
import { z } from 'zod';

import { VaultProblem } from './vault-problem';
import { VaultProblemFilter } from './vault-problem.filter';
import { type SecretVersion, VaultSecrets } from './vault-secrets';

const PAGE_SIZE = 25;
const RETENTION_SECONDS = 90 * 24 * 3600;
const NAME = /^[A-Za-z0-9-]{1,127}$/;

const setSchema = z.object({
  value: z.string(),
  tags: z.record(z.string(), z.string().max(256)).optional(),
});

/** The part of Key Vault's REST API that keeps secrets, with soft delete (https://learn.microsoft.com/rest/api/keyvault/secrets). */
@Controller()
@UseFilters(VaultProblemFilter)
export class KeyVaultController {
  constructor(private readonly secrets: VaultSecrets) {}

  @Put('secrets/:name')
  async set(@Param('name') name: string, @Body() body: unknown, @Headers('host') host: string) {
    const { data } = setSchema.safeParse(body);
    if (!data || !NAME.test(name)) {
      throw new VaultProblem(400, 'BadParameter', 'The request is not one to set a secret.');
    }
    return bundle(host, name, await this.secrets.put(name, data));
  }

  @Get('secrets/:name/versions')
  list(
    @Param('name') name: string,
    @Headers('host') host: string,
    @Query('$skiptoken') skip: unknown,
    @Query('api-version') apiVersion: string,
  ) {
    const from = Math.max(Math.trunc(Number(skip) || 0), 0);
    const versions = this.secrets.versions(name);
    const next = from + PAGE_SIZE;
    const link = `https://${host}/secrets/${name}/versions?api-version=${apiVersion}&$skiptoken=${next}`;
    return {
      value: versions.slice(from, next).map(({ value: _, ...each }) => bundle(host, name, each)),
      nextLink: next < versions.length ? link : null,
    };
  }

  @Get(['secrets/:name', 'secrets/:name/:version'])
  get(
    @Param('name') name: string,
    @Headers('host') host: string,
    @Param('version') version?: string,
  ) {
    return bundle(host, name, this.secrets.version(name, version));
  }

  @Delete('secrets/:name')
  delete(@Param('name') name: string, @Headers('host') host: string) {
    this.secrets.delete(name);
    return this.getDeleted(name, host);
  }

  @Get('deletedsecrets/:name')
  getDeleted(@Param('name') name: string, @Headers('host') host: string) {
    const { version, deleted } = this.secrets.deleted(name);
    const { value: _, ...shown } = version;
    return {
      ...bundle(host, name, shown),
      recoveryId: `https://${host}/deletedsecrets/${name}`,
      deletedDate: deleted,
      scheduledPurgeDate: deleted + RETENTION_SECONDS,
    };
  }

  @Post('deletedsecrets/:name/recover')
  @HttpCode(200)
  recover(@Param('name') name: string, @Headers('host') host: string) {
    this.secrets.recover(name);
    const { value: _, ...shown } = this.secrets.version(name);
    return bundle(host, name, shown);
  }
}

function bundle(
  host: string,
  name: string,
  { id, created, ...rest }: Omit<SecretVersion, 'value'> & { value?: string },
) {
  return {
    ...rest,
    id: `https://${host}/secrets/${name}/${id}`,
    attributes: {
      enabled: true,
      created,
      updated: created,
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: 90,
    },
  };
}
