import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Post,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBasicAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, SetupKeyGuard } from '@app/auth';
import { type Actor } from '@app/domain';

import { AuditTrail } from '../audit/audit-trail';
import { ExactJson } from '../http/exact-json.interceptor';
import { ConnectorSettings } from '../settings/connector-settings';
import { ConfigurationDto, settingValuesOf } from './configuration.dto';

/** Who is named beside a value that was set here: the caller is known by the key alone. */
const BY = 'set-up key';

/** The settings, as Microsoft's page sends them. */
@ApiTags('set-up')
@ApiBasicAuth()
@Controller('api/Configuration')
@UseGuards(SetupKeyGuard)
@UseInterceptors(ExactJson)
export class ConfigurationController {
  constructor(
    private readonly settings: ConnectorSettings,
    private readonly audit: AuditTrail,
  ) {}

  /** No secret is ever told; the page takes an empty value for one that is not to be changed. */
  @Get()
  @ApiOperation({ summary: 'The settings; every secret is empty.' })
  @ApiOkResponse({ type: ConfigurationDto })
  async show(): Promise<Required<ConfigurationDto>> {
    return {
      TwitterApiKeyValue: '',
      TwitterApiSecretKeyValue: '',
      TwitterAccessTokenValue: '',
      TwitterAccessTokenSecretValue: '',
      AADAppIdValue: (await this.settings.aadAppId()) ?? '',
      AADAppSecretValue: '',
    };
  }

  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Sets the values that are given.' })
  @ApiOkResponse({ schema: { type: 'boolean' } })
  async change(@Body() body: ConfigurationDto, @Caller() caller: Actor): Promise<true> {
    const changed = await this.settings.change(settingValuesOf(body), BY);
    for (const name of changed) await this.audit.done(caller, 'settings.changed', name);
    return true;
  }
}
