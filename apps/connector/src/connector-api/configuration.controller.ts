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

import { ExactJson } from '../http/exact-json.interceptor';
import { FewRequests } from '../http/throttling.module';
import { ConnectorSettings } from '../settings/connector-settings';
import { SettingsChange } from '../settings/settings-change';
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
    private readonly changes: SettingsChange,
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
  @FewRequests(60)
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Sets the values that are given.',
    description:
      'Once somebody can sign in with Entra ID only what is missing of X: else 403 `settings.bootstrap_done`.',
  })
  @ApiOkResponse({ schema: { type: 'boolean' } })
  async change(@Body() body: ConfigurationDto, @Caller() caller: Actor): Promise<true> {
    await this.changes.apply(settingValuesOf(body), caller, BY);
    return true;
  }
}
