import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';
import { Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';

/** The six values an admin sets, by the names they have in our own API. */
export const settingNames = [
  'xAppKey',
  'xAppSecret',
  'xAccessToken',
  'xAccessSecret',
  'aadAppId',
  'aadAppSecret',
] as const satisfies (keyof typeof secretNames)[];
export type SettingName = (typeof settingNames)[number];

export type SettingValues = Partial<Record<SettingName, string | null>>;

/** What may be shown of a value. */
export interface SettingDescription {
  name: SettingName;
  isSecret: boolean;
  setAt?: Date;
  setBy?: string;
  /** Only of what is no secret. */
  value?: string;
}

/** Those without which nothing works. The tokens of the app's owner are not among them: every account has its own. */
const neededSettings = ['xAppKey', 'xAppSecret', 'aadAppId', 'aadAppSecret'] as const;
export type NeededSetting = (typeof neededSettings)[number];

/** What is needed and not set, neither here nor in the environment. */
export function missingSettings(described: readonly SettingDescription[]): NeededSetting[] {
  return neededSettings.filter((needed) =>
    described.some(({ name, setAt, value }) => name === needed && !setAt && value === undefined),
  );
}

/** The values an admin sets in place of files and environment; kept in the store of secrets, shown never. */
@Injectable()
export class ConnectorSettings {
  constructor(
    private readonly secrets: SecretStore,
    private readonly config: AadConfig,
  ) {}

  describeAll(): Promise<SettingDescription[]> {
    return Promise.all(settingNames.map((name) => this.describe(name)));
  }

  /** The application's id as it counts: the one set here, else that of the environment. */
  async aadAppId(): Promise<string | undefined> {
    const stored = await this.secrets.find(secretNames.aadAppId);
    return stored?.reveal() ?? this.config.appId;
  }

  async isSet(name: SettingName): Promise<boolean> {
    return (await this.secrets.find(secretNames[name])) !== undefined;
  }

  /**
   * What would be another than it is: values that are given, but not the application's id as it counts already. Microsoft's page sends back
   * what it was shown.
   */
  async changesOf(values: SettingValues): Promise<{ name: SettingName; value: string }[]> {
    const aadAppId = (await this.aadAppId())?.toLowerCase();
    return settingNames.flatMap((name) => {
      const value = values[name];
      const isAsItWas = name === 'aadAppId' && value?.toLowerCase() === aadAppId;
      return value && !isAsItWas ? [{ name, value }] : [];
    });
  }

  /** `by` is shown beside the value. */
  set(name: SettingName, value: string, by: string): Promise<void> {
    return this.secrets.set(secretNames[name], new Secret(value), { by });
  }

  private async describe(name: SettingName): Promise<SettingDescription> {
    const isSecret = name !== 'aadAppId';
    const [known, value] = await Promise.all([
      this.secrets.describe(secretNames[name]),
      isSecret ? undefined : this.aadAppId(),
    ]);
    return { name, isSecret, ...known, ...(value !== undefined && { value }) };
  }
}
