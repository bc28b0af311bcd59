import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import {
  type SettingDescription,
  type SettingName,
  settingNames,
} from '../../settings/connector-settings';

/** What may be shown of a setting. */
export class SettingView {
  @ApiProperty({ enum: settingNames, enumName: 'SettingName' })
  name!: SettingName;

  @ApiProperty({ description: 'Its value is never shown.' })
  isSecret!: boolean;

  @ApiProperty()
  isSet!: boolean;

  @ApiPropertyOptional({ format: 'date-time' })
  setAt?: string;

  @ApiPropertyOptional()
  setBy?: string;

  @ApiPropertyOptional({ description: 'Only of aadAppId.' })
  value?: string;
}

export class SettingsView {
  @ApiProperty({ type: [SettingView] })
  settings!: SettingView[];

  @ApiProperty({ description: "To be registered at Entra ID as the application's redirect URI." })
  redirectUri!: string;

  @ApiProperty({ description: "To be registered at X as the app's callback URL." })
  callbackUrl!: string;
}

export class TestResultView {
  @ApiProperty()
  ok!: boolean;

  @ApiProperty({ description: 'What was found, and what to do.' })
  message!: string;

  @ApiPropertyOptional({ description: 'Of docs/errors.md, or an AADSTS number of Entra ID.' })
  code?: string;

  @ApiProperty({ format: 'date-time' })
  checkedAt!: string;
}

export function viewOfSetting({
  name,
  isSecret,
  setAt,
  setBy,
  value,
}: SettingDescription): SettingView {
  return {
    name,
    isSecret,
    isSet: setAt !== undefined || value !== undefined,
    ...(setAt && { setAt: setAt.toISOString() }),
    ...(setBy !== undefined && { setBy }),
    ...(value !== undefined && { value }),
  };
}
