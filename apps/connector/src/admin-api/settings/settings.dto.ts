import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsUUID, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';

import { type SettingName, settingNames } from '../../settings/connector-settings';
import { IsSettingValue } from '../../settings/is-setting-value';

/** Longer than any key of X or Entra ID. */
const MAX_LENGTH = 2000;

const isKnown = (name: string) => settingNames.some((known) => known === name);

/** An object with no other names than those of settings: a misspelt one would silently change nothing. */
function HoldsSettings(): PropertyDecorator {
  return ValidateBy({
    name: 'holdsSettings',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' && value !== null && Object.keys(value).every(isKnown),
      defaultMessage: () => `must be an object that holds only ${settingNames.join(', ')}`,
    },
  });
}

export class SettingValuesDto implements Partial<Record<SettingName, string>> {
  @IsSettingValue('API key of the app at X.', MAX_LENGTH)
  xAppKey?: string;

  @IsSettingValue('API key secret of the app at X.', MAX_LENGTH)
  xAppSecret?: string;

  @IsSettingValue("Access token of the app's owner at X.", MAX_LENGTH)
  xAccessToken?: string;

  @IsSettingValue("Access token secret of the app's owner at X.", MAX_LENGTH)
  xAccessSecret?: string;

  @IsSettingValue('Id of the Entra ID application: a GUID.', MAX_LENGTH)
  @ValidateIf(({ aadAppId }: SettingValuesDto) => aadAppId !== '')
  @IsUUID('all', { message: 'must be a GUID' })
  aadAppId?: string;

  @IsSettingValue('Secret of the Entra ID application.', MAX_LENGTH)
  aadAppSecret?: string;
}

/** Body of PUT /admin/api/settings. */
export class ChangeSettingsDto {
  @ApiProperty({ type: SettingValuesDto, description: 'Empty or left out: stays as it is.' })
  @HoldsSettings()
  @ValidateNested()
  @Type(() => SettingValuesDto)
  values!: SettingValuesDto;
}
