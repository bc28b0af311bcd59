import { timeOfId } from '@app/domain';

import { type MigratedJob, type MigratedSetting } from './migrated';
import { type MigrationReport } from './migration';
import { type Sample } from './read-sample';
import { type RefusedRow } from './sample-rows';

export type Told = MigrationReport & Pick<Sample, 'refused' | 'waitingTasks'>;

/** What has become of a job that is here now, or will be. */
export function jobText(job: MigratedJob, dryRun: boolean): string {
  const { jobId, accountId, outcome } = job;
  switch (outcome) {
    case 'taken':
      return `job ${jobId}: @${job.username} (${accountId}) ${dryRun ? 'would be' : 'is'} taken over; ${lastPostText(job)}`;
    case 'known':
      return `job ${jobId}: @${job.username} (${accountId}) is here already`;
    case 'deleted-here':
      return `job ${jobId}: was deleted here, and stays so`;
    case 'refused':
      return `job ${jobId}: not taken over`;
  }
}

function lastPostText({ lastPostId }: MigratedJob): string {
  if (lastPostId === undefined) return 'the sample has delivered nothing of it';
  const time = timeOfId(lastPostId)?.toISOString();
  return `the sample's last post ${lastPostId}${time === undefined ? '' : ` of ${time}`}`;
}

/** What an admin has to know and to do something about, line by line. */
export function problemsOf({ jobs, settings, refused, waitingTasks }: Told): string[] {
  const refusedJobs: RefusedRow[] = jobs.filter((job) => job.outcome === 'refused');
  return [
    ...[...refused, ...refusedJobs].map(({ jobId, why }) => `job ${jobId}: ${why}`),
    ...settings.flatMap((setting) => otherHere(setting) ?? []),
    ...(waitingTasks > 0
      ? [
          `${waitingTasks} download tasks wait in the sample's queue: let its web job finish them before it is switched off`,
        ]
      : []),
  ].map((line) => line.replace(/\p{Cc}/gu, '?'));
}

/** These two are known to the portal; the others may have been renewed since. */
function otherHere({ name, outcome }: MigratedSetting): string | undefined {
  if (outcome !== 'other-here' || (name !== 'aadAppId' && name !== 'apiSecretKey'))
    return undefined;
  return `setting ${name}: another value than the sample's is set here and stays, but the portal's connectors were set up with the sample's`;
}

/** What has come of it, as its last lines say it. */
export function reportText(told: Told, dryRun: boolean): string {
  const { jobs, settings, refused } = told;
  const count = (outcome: MigratedJob['outcome']) =>
    jobs.filter((job) => job.outcome === outcome).length;
  const names = (outcome: MigratedSetting['outcome']) =>
    settings
      .filter((setting) => setting.outcome === outcome)
      .map(({ name }) => name)
      .join(', ') || 'none';
  return [
    dryRun ? 'Nothing is changed. It would be:' : 'What the sample had is taken over:',
    '',
    `  jobs taken over  ${count('taken')}`,
    `  here already     ${count('known')}`,
    `  deleted here     ${count('deleted-here')}`,
    `  not taken over   ${count('refused') + refused.length}`,
    `  settings taken   ${names('taken')}`,
    `  the same here    ${names('same')}`,
    `  others here      ${names('other-here')}`,
  ].join('\n');
}
