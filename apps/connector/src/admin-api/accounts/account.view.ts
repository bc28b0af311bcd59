import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ConnectorJob, type JobState, type RemediationType } from '@app/domain';

import { type Account, type AccountState, accountStates } from './account';
import { ParkedView, parkedView } from './parked.view';
import { type ShownStream, shownStreams, streamsOn } from './stream.view';

export class RemediationView {
  @ApiProperty({ enum: ['Relogin', 'Unknown'] })
  type!: RemediationType;

  @ApiProperty({ format: 'date-time' })
  since!: string;
}

export class AccountJobView {
  @ApiProperty()
  jobId!: string;

  @ApiProperty({ enum: ['pending', 'created', 'deleted'] })
  state!: JobState;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiPropertyOptional({ description: 'What the Import service says the job needs.' })
  remediation?: RemediationView;
}

export class AccountSummary {
  @ApiProperty()
  accountId!: string;

  @ApiProperty()
  username!: string;

  @ApiProperty({ type: [AccountJobView] })
  jobs!: AccountJobView[];

  @ApiProperty({ enum: accountStates, enumName: 'AccountState' })
  state!: AccountState;

  @ApiPropertyOptional()
  parked?: ParkedView;

  @ApiPropertyOptional({ format: 'date-time', description: 'Last read to the newest post.' })
  caughtUpAt?: string;

  @ApiProperty({ type: 'integer', description: 'Posts X has billed so far.' })
  postsRead!: number;

  @ApiPropertyOptional({ format: 'date-time' })
  loggedInAt?: string;

  @ApiProperty({
    enum: shownStreams,
    enumName: 'StreamName',
    isArray: true,
    description: 'What is archived of it.',
  })
  streamsOn!: ShownStream[];
}

export class AccountsView {
  @ApiProperty({ type: [AccountSummary] })
  accounts!: AccountSummary[];
}

export function summaryOf(account: Account) {
  const { accountId, username, jobs, state, capture, parked, loggedInAt } = account;
  return {
    accountId,
    username,
    jobs: jobs.map(jobView),
    state,
    ...(parked && { parked: parkedView(parked) }),
    ...(capture.caughtUpAt && { caughtUpAt: capture.caughtUpAt.toISOString() }),
    postsRead: capture.postsRead,
    ...(loggedInAt && { loggedInAt: loggedInAt.toISOString() }),
    streamsOn: streamsOn(account),
  } satisfies AccountSummary;
}

function jobView({ jobId, state, createdAt, remediation }: ConnectorJob): AccountJobView {
  return {
    jobId,
    state,
    createdAt: createdAt.toISOString(),
    ...(remediation && {
      remediation: { type: remediation.type, since: remediation.since.toISOString() },
    }),
  };
}
