import { type SettingName } from '../../apps/connector/src/settings/connector-settings';
import { type SampleJob } from './sample-rows';

/** What becomes of a value of the sample's: it is set here now, was set here already to the same, or something else is. */
export interface MigratedSetting {
  name: SettingName | 'apiSecretKey';
  outcome: 'taken' | 'same' | 'other-here';
}

/** What becomes of a job of the sample's. */
export type MigratedJob = Pick<SampleJob, 'jobId' | 'accountId' | 'lastPostId'> &
  (
    | { outcome: 'taken' | 'known'; username: string }
    /** The portal has deleted it since it was taken over. */
    | { outcome: 'deleted-here' }
    | { outcome: 'refused'; why: string }
  );
