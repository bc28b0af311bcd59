import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';

import { type SettingValues } from '../settings/connector-settings';

/** Longer than any key of X or Entra ID. */
const MAX_LENGTH = 500;
const message = `must be text of at most ${MAX_LENGTH} characters`;

/** A value of the settings page; empty or left out it changes nothing. Blanks around it came by copying. */
function IsSettingValue(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim() : value,
    ),
    IsOptional(),
    IsString({ message }),
    MaxLength(MAX_LENGTH, { message }),
  );
}

/** Body of POST /api/Configuration, and the answer to GET: there every secret is empty. */
export class ConfigurationDto {
  @IsSettingValue('API key of the app at X.')
  TwitterApiKeyValue?: string;

  @IsSettingValue('API key secret of the app at X.')
  TwitterApiSecretKeyValue?: string;

  @IsSettingValue("Access token of the app's owner at X.")
  TwitterAccessTokenValue?: string;

  @IsSettingValue("Access token secret of the app's owner at X.")
  TwitterAccessTokenSecretValue?: string;

  @IsSettingValue('Id of the Entra ID application: a GUID.')
  @ValidateIf(({ AADAppIdValue }: ConfigurationDto) => AADAppIdValue !== '')
  @IsUUID('all', { message: 'must be a GUID' })
  AADAppIdValue?: string;

  @IsSettingValue('Secret of the Entra ID application.')
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
