import { Injectable } from '@nestjs/common';
import { type Actor, AppError, type Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';

import { AuditTrail } from '../../apps/connector/src/audit/audit-trail';
import {
  ConnectorSettings,
  type SettingName,
} from '../../apps/connector/src/settings/connector-settings';
import { type MigratedSetting } from './migrated';
import { type SampleSettings } from './sample-rows';

/** Values that belong together: those of the sample are taken both, or neither. The first is what the second is the secret of. */
const PAIRS = [
  ['xAppKey', 'xAppSecret'],
  ['xAccessToken', 'xAccessSecret'],
  ['aadAppId', 'aadAppSecret'],
] as const satisfies [SettingName, SettingName][];

export interface SettingsToMigrate {
  settings: SampleSettings;
  apiSecretKey?: Secret;
}

/** Takes over settings of the sample's that are not set here. */
@Injectable()
export class MigrateSettings {
  constructor(
    private readonly settings: ConnectorSettings,
    private readonly secrets: SecretStore,
    private readonly audit: AuditTrail,
  ) {}

  /** What {@link take} would do. Rejects with `migration.other_app`. */
  async compare(given: SettingsToMigrate): Promise<MigratedSetting[]> {
    const found: MigratedSetting[] = [];
    for (const pair of PAIRS) found.push(...(await this.comparePair(pair, given.settings)));
    if (found.some(({ name, outcome }) => name === 'xAppKey' && outcome === 'other-here')) {
      throw new AppError(
        'migration.other_app',
        "Another app of X's developer portal is set here than in the sample: the tokens of its accounts are of the sample's. Set API key and secret of that app first.",
      );
    }
    if (!given.apiSecretKey) return found;
    const ours = await this.secrets.find(secretNames.apiSecretKey);
    return [
      ...found,
      { name: 'apiSecretKey', outcome: outcomeOf(ours?.reveal(), given.apiSecretKey.reveal()) },
    ];
  }

  /** Sets what is not set here; each is noted first. Rejects as {@link compare} does. */
  async take(given: SettingsToMigrate, actor: Actor, by: string): Promise<MigratedSetting[]> {
    const compared = await this.compare(given);
    for (const { name, outcome } of compared) {
      const value = name === 'apiSecretKey' ? given.apiSecretKey : given.settings[name];
      if (outcome !== 'taken' || !value) continue;
      await this.audit.done(actor, 'settings.changed', name, { from: 'sample' });
      await this.secrets.set(secretNames[name], value, { by });
    }
    return compared;
  }

  private async comparePair(
    [first, second]: (typeof PAIRS)[number],
    settings: SampleSettings,
  ): Promise<MigratedSetting[]> {
    const ofFirst = await this.outcome(first, settings[first]);
    const ofSecond = await this.outcome(second, settings[second]);
    const isOther = ofFirst?.outcome === 'other-here';
    if (isOther && ofSecond?.outcome === 'taken') return [ofFirst];
    return [ofFirst, ofSecond].filter((each) => each !== undefined);
  }

  private async outcome(
    name: SettingName,
    theirs: Secret | undefined,
  ): Promise<MigratedSetting | undefined> {
    if (!theirs) return undefined;
    if (name === 'aadAppId') {
      const id = (await this.settings.aadAppId())?.toLowerCase();
      return { name, outcome: outcomeOf(id, theirs.reveal().toLowerCase()) };
    }
    const ours = await this.secrets.find(secretNames[name]);
    return { name, outcome: outcomeOf(ours?.reveal(), theirs.reveal()) };
  }
}

function outcomeOf(ours: string | undefined, theirs: string): MigratedSetting['outcome'] {
  if (ours === undefined) return 'taken';
  return ours === theirs ? 'same' : 'other-here';
}
