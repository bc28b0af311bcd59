import { Injectable } from '@nestjs/common';
import { type Actor, AppError, Secret } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';
import { type XAppKeys } from '@app/twitter-ingestion';

import { MigrateJobs } from './migrate-jobs';
import { MigrateSettings } from './migrate-settings';
import { type MigratedJob, type MigratedSetting } from './migrated';
import { type Sample } from './read-sample';
import { type SampleSettings } from './sample-rows';

export interface MigrationRequest {
  sample: Sample;
  apiSecretKey?: string;
  dryRun: boolean;
  actor: Actor;
  signal: AbortSignal;
  /** Called with each job once it is known what becomes of it. */
  onJob: (job: MigratedJob) => void;
}

export interface MigrationReport {
  jobs: MigratedJob[];
  settings: MigratedSetting[];
}

/** What Microsoft's sample connector has set up, taken over into this service: settings first, then job by job. May be repeated. */
@Injectable()
export class Migration {
  constructor(
    private readonly settings: MigrateSettings,
    private readonly jobs: MigrateJobs,
    private readonly secrets: SecretStore,
  ) {}

  /** Rejects with `migration.other_app` or `secrets.missing` before anything is changed. */
  async run(request: MigrationRequest): Promise<MigrationReport> {
    const { sample, dryRun, actor, signal, onJob } = request;
    const apiSecretKey =
      request.apiSecretKey === undefined ? undefined : new Secret(request.apiSecretKey);
    const given = { settings: sample.settings, apiSecretKey };
    const app = await this.appKeys(sample.settings);
    const settings = dryRun
      ? await this.settings.compare(given)
      : await this.settings.take(given, actor, 'migrate');
    const jobs: MigratedJob[] = [];
    for (const job of sample.jobs) {
      signal.throwIfAborted();
      const one = { job, app, signal };
      const migrated = dryRun ? await this.jobs.look(one) : await this.jobs.take(one, actor);
      onJob(migrated);
      jobs.push(migrated);
    }
    return { settings, jobs };
  }

  /** Of the app that counts here, or will. */
  private async appKeys(theirs: SampleSettings): Promise<XAppKeys> {
    const appKey = (await this.secrets.find(secretNames.xAppKey)) ?? theirs.xAppKey;
    const appSecret = (await this.secrets.find(secretNames.xAppSecret)) ?? theirs.xAppSecret;
    if (appKey && appSecret) return { appKey, appSecret };
    throw new AppError(
      'secrets.missing',
      "API key and secret of the app at X are set neither here nor in the sample's table of settings. Set them here first.",
      { name: `${secretNames.xAppKey}, ${secretNames.xAppSecret}` },
    );
  }
}
