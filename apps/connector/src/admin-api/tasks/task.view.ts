import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { type ManifestSummary } from '@app/delivery';
import { type ConnectorJob, type TaskState } from '@app/domain';
import { type TaskSummary } from '@app/jobs';

import { taskStates } from './tasks.dto';

class TaskWindowView {
  @ApiProperty({ format: 'date-time', description: 'Included.' })
  start!: string;

  @ApiProperty({ format: 'date-time', description: 'Included.' })
  end!: string;
}

class TaskProgressView {
  @ApiProperty({ type: 'integer', description: 'Items delivered so far.' })
  delivered!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

class TaskErrorView {
  @ApiProperty({ description: 'Of docs/errors.md, or `waited-too-long`, or `unexpected`.' })
  code!: string;

  @ApiProperty({ description: 'What went wrong, and what to do.' })
  message!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'integer', description: 'Which try it was.' })
  attempt!: number;
}

class TaskWaitView {
  @ApiProperty({ format: 'date-time', description: 'When the day begins that takes its items.' })
  until!: string;

  @ApiProperty({ type: 'integer', description: 'Its items, at most.' })
  items!: number;
}

/** What the Import service asked for, and where we stand with it. */
export class TaskView {
  @ApiProperty()
  jobId!: string;

  @ApiProperty()
  taskId!: string;

  @ApiPropertyOptional({ description: 'Absent when the job is not known any more.' })
  accountId?: string;

  @ApiPropertyOptional()
  username?: string;

  @ApiProperty({ type: TaskWindowView })
  window!: TaskWindowView;

  @ApiProperty({ enum: taskStates, enumName: 'TaskState' })
  state!: TaskState;

  @ApiProperty({ format: 'date-time' })
  receivedAt!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  completedAt?: string;

  @ApiPropertyOptional({ type: 'integer' })
  itemCount?: number;

  @ApiProperty({ type: 'integer', description: 'How many items are asked for by their id.' })
  dirtyEntities!: number;

  @ApiPropertyOptional({ type: TaskProgressView, description: 'While a worker is at it.' })
  progress?: TaskProgressView;

  @ApiPropertyOptional({
    type: TaskWaitView,
    description: 'While the items of a day (`DELIVERY_ITEMS_PER_DAY`) keep it waiting.',
  })
  wait?: TaskWaitView;

  @ApiPropertyOptional({ type: TaskErrorView, description: 'Why a try failed last.' })
  lastError?: TaskErrorView;
}

class ManifestLinkView {
  @ApiProperty({ type: 'integer', description: "Place in the job's chain of manifests." })
  sequence!: number;

  @ApiProperty({ description: "Of the manifest's bytes, in hex." })
  sha256!: string;
}

class ManifestCountsView {
  @ApiProperty({ type: 'integer' })
  items!: number;

  @ApiProperty({ type: 'integer' })
  bytes!: number;

  @ApiProperty({ type: 'integer', description: 'Posts that could not be delivered.' })
  parked!: number;

  @ApiProperty({ type: 'integer', description: 'Media files the archive did not hold.' })
  missingMedia!: number;

  @ApiProperty({
    type: 'integer',
    description:
      'Media files too large for their items: they stay in the archive, and the items name them.',
  })
  mediaBeside!: number;
}

/** What was handed over for a task; the whole of it is at `…/manifest`. */
export class ManifestView extends ManifestLinkView {
  @ApiProperty({ type: ManifestCountsView })
  counts!: ManifestCountsView;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  countsByKind!: Record<string, number>;

  @ApiPropertyOptional({ type: ManifestLinkView, description: 'Absent for the first of a job.' })
  previous?: ManifestLinkView;
}

class TaskManifestView {
  @ApiPropertyOptional({ type: ManifestView, description: 'Of its last delivery.' })
  manifest?: ManifestView;
}

export class TaskDetail extends IntersectionType(TaskView, TaskManifestView) {}

export class TaskPageView {
  @ApiProperty({ type: [TaskView], description: 'The one received last first.' })
  tasks!: TaskView[];

  @ApiPropertyOptional({ description: 'For the next page; absent on the last.' })
  continuation?: string;
}

export function viewOfTask(task: TaskSummary, job: ConnectorJob | undefined) {
  const { window, receivedAt, completedAt, progress, lastError, wait, ...plain } = task;
  return {
    ...plain,
    ...(job && { accountId: job.accountId, username: job.username }),
    window: { start: window.start.toISOString(), end: window.end.toISOString() },
    receivedAt: receivedAt.toISOString(),
    ...(completedAt && { completedAt: completedAt.toISOString() }),
    ...(progress && { progress: { ...progress, at: progress.at.toISOString() } }),
    ...(wait && { wait: { ...wait, until: wait.until.toISOString() } }),
    ...(lastError && { lastError: { ...lastError, at: lastError.at.toISOString() } }),
  } satisfies TaskView;
}

export function viewOfManifest({ previous, ...summary }: ManifestSummary): ManifestView {
  return { ...summary, ...(previous && { previous }) };
}
