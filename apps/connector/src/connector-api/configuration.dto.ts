import { IsUUID, ValidateIf } from 'class-validator';

import { type SettingValues } from '../settings/connector-settings';
import { IsSettingValue } from '../settings/is-setting-value';

/** Longer than any key of X or Entra ID. */
const MAX_LENGTH = 500;

/** Body of POST /api/Configuration, and the answer to GET: there every secret is empty. */
export class ConfigurationDto {
  @IsSettingValue('API key of the app at X.', MAX_LENGTH)
  TwitterApiKeyValue?: string;

  @IsSettingValue('API key secret of the app at X.', MAX_LENGTH)
  TwitterApiSecretKeyValue?: string;

  @IsSettingValue("Access token of the app's owner at X.", MAX_LENGTH)
  TwitterAccessTokenValue?: string;

  @IsSettingValue("Access token secret of the app's owner at X.", MAX_LENGTH)
  TwitterAccessTokenSecretValue?: string;

  @IsSettingValue('Id of the Entra ID application: a GUID.', MAX_LENGTH)
  @ValidateIf(({ AADAppIdValue }: ConfigurationDto) => AADAppIdValue !== '')
  @IsUUID('all', { message: 'must be a GUID' })
  AADAppIdValue?: string;

  @IsSettingValue('Secret of the Entra ID application.', MAX_LENGTH)
  AADAppSecretValue?: string;
}

export function settingValuesOf(body: ConfigurationDto): SettingValues {
  return {
    xAppKey: body.TwitterApiKeyValue,
    xAppSecret: body.TwitterApiSecretKeyValue,
    xAccessToken: body.TwitterAccessTokenValue,
    xAccessSecret: body.TwitterAccessTokenSecretValue,
    aadAppId: body.AADAppIdValue,
    aadAppSecret: body.AADAppSecretValue,
  };
}
