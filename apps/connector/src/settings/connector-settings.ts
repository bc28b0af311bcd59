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

  /** Sets what is given; an empty or absent value stays as it is. The names of what was set. `by` is shown beside the value. */
  async change(values: SettingValues, by: string): Promise<SettingName[]> {
    const changed: SettingName[] = [];
    for (const name of settingNames) {
      const value = values[name];
      if (!value) continue;
      await this.secrets.set(secretNames[name], new Secret(value), { by });
      changed.push(name);
    }
    return changed;
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
