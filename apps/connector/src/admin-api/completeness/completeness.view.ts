import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type Difference,
  type Disposition,
  dispositions,
  type Gap,
  isExplained,
  type Reason,
  reasons,
  type ReconciliationReport,
} from '@app/delivery';
import { type Stream, streams, timeOfId } from '@app/domain';

import { AtSourceView, atSourceView, NotShownView, notShownViews } from './at-source.view';
import { FilesView, WithoutFileView, withoutFileViews } from './files.view';

export class DispositionCountsView {
  @ApiProperty({ type: 'integer', description: 'Archived here: the sum of the others.' })
  collected!: number;

  @ApiProperty({ type: 'integer', description: 'Handed over, and accepted.' })
  archived!: number;

  @ApiProperty({ type: 'integer' })
  duplicate!: number;

  @ApiProperty({ type: 'integer' })
  failed!: number;

  @ApiProperty({ type: 'integer' })
  excluded!: number;

  @ApiProperty({ type: 'integer' })
  unprocessed!: number;

  @ApiProperty({ type: 'integer', description: 'More than none is a fault.' })
  unexplained!: number;
}

export class KindCountsView extends DispositionCountsView {
  @ApiProperty()
  kind!: string;
}

export class ReasonCountView {
  @ApiProperty({ enum: reasons, enumName: 'DifferenceReason' })
  reason!: Reason;

  @ApiProperty({ type: 'integer' })
  count!: number;
}

export class DifferenceView {
  @ApiProperty({ enum: dispositions, enumName: 'Disposition' })
  disposition!: Disposition;

  @ApiProperty({ enum: reasons, enumName: 'DifferenceReason' })
  reason!: Reason;

  @ApiProperty()
  id!: string;

  @ApiProperty()
  version!: string;

  @ApiPropertyOptional()
  kind?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  createdAt?: string;

  @ApiPropertyOptional()
  jobId?: string;

  @ApiPropertyOptional()
  taskId?: string;
}

export class GapView {
  @ApiProperty({ enum: streams, enumName: 'Stream' })
  stream!: Stream;

  @ApiProperty({ enum: ['unreachable', 'unread'] })
  state!: Gap['state'];

  @ApiProperty()
  fromId!: string;

  @ApiProperty()
  toId!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  to?: string;
}

export class SourceView {
  @ApiProperty({ type: 'integer', description: 'Posts X counts in all.' })
  posts!: number;

  @ApiProperty({ type: 'integer', description: 'Versions of own posts archived in all.' })
  archivedVersions!: number;

  @ApiProperty({ format: 'date-time' })
  seenAt!: string;
}

export class CompletenessView {
  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiProperty({ format: 'date-time' })
  to!: string;

  @ApiProperty({ description: 'Nothing is unexplained.' })
  isExplained!: boolean;

  @ApiProperty({ type: DispositionCountsView })
  counts!: DispositionCountsView;

  @ApiProperty({ type: [KindCountsView] })
  kinds!: KindCountsView[];

  @ApiProperty({ type: [ReasonCountView] })
  reasons!: ReasonCountView[];

  @ApiProperty({ type: AtSourceView })
  atSource!: AtSourceView;

  @ApiProperty({
    type: [NotShownView],
    description: 'The first ones of each state; all are in the file.',
  })
  notShown!: NotShownView[];

  @ApiProperty({
    type: FilesView,
    description: 'Files that were not handed over with their items.',
  })
  files!: FilesView;

  @ApiProperty({
    type: [WithoutFileView],
    description: 'The first ones of each state; all are in the file.',
  })
  withoutFile!: WithoutFileView[];

  @ApiProperty({ type: [GapView] })
  gaps!: GapView[];

  @ApiPropertyOptional({ description: 'Absent as long as the profile was not read.' })
  source?: SourceView;

  @ApiProperty({ type: [DifferenceView], description: 'The first ones; all are in the file.' })
  differences!: DifferenceView[];

  @ApiProperty({ description: 'There are more than these.' })
  hasMore!: boolean;
}

export function completenessView(
  report: ReconciliationReport,
  differences: readonly Difference[],
): CompletenessView {
  const { window, counts, byKind, byReason, atSource, notShown, files, withoutFile } = report;
  const { gaps, source } = report;
  return {
    from: window.start.toISOString(),
    to: window.end.toISOString(),
    isExplained: isExplained(report),
    counts,
    kinds: Object.entries(byKind).map(([kind, each]) => ({ kind, ...each })),
    reasons: reasons.flatMap((reason) => {
      const count = byReason[reason];
      return count === undefined ? [] : [{ reason, count }];
    }),
    atSource: atSourceView(atSource),
    notShown: notShownViews(notShown),
    files,
    withoutFile: withoutFileViews(withoutFile),
    gaps: gaps.map(gapView),
    ...(source && { source: { ...source, seenAt: source.seenAt.toISOString() } }),
    differences: differences.map(differenceView),
    hasMore: differences.length < counts.collected - counts.archived,
  };
}

function differenceView({ createdAt, task, ...rest }: Difference): DifferenceView {
  return { ...rest, ...(createdAt && { createdAt: createdAt.toISOString() }), ...task };
}

function gapView({ stream, state, from: fromId, to: toId }: Gap): GapView {
  const [from, to] = [timeOfId(fromId), timeOfId(toId)];
  return {
    ...{ stream, state, fromId, toId },
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}
