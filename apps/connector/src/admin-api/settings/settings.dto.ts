import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsUUID, ValidateIf, ValidateNested } from 'class-validator';

import { type SettingName, settingNames } from '../../settings/connector-settings';
import { IsSettingValue } from '../../settings/is-setting-value';
import { HoldsOnly } from '../holds-only';

/** Longer than any key of X or Entra ID. */
const MAX_LENGTH = 2000;

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
  @HoldsOnly(settingNames)
  @ValidateNested()
  @Type(() => SettingValuesDto)
  values!: SettingValuesDto;
}
