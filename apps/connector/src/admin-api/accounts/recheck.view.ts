import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Absence, type ContentRemovalState, type Recheck } from '@app/archive';
import { removalPolicies, type RemovalPolicy } from '@app/domain';

/** What looking again at an account's archived posts has brought. */
export class RecheckView {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When the newest hours of the timeline were read again last.',
  })
  overlapAt?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When the last sweep by ids ended that is over. Absent before the first.',
  })
  sweptAt?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When the next sweep begins, or the one under way began. Absent when it is off.',
  })
  nextSweepAt?: string;

  @ApiProperty({ type: 'integer', description: 'Posts X listed only after their time.' })
  late!: number;

  @ApiProperty({ type: 'integer', description: 'Versions found by looking posts up.' })
  changed!: number;

  @ApiProperty({ type: 'integer', description: 'Posts found to be deleted.' })
  deleted!: number;

  @ApiProperty({
    enum: removalPolicies,
    description: 'What becomes of the archived copy of own posts that are deleted at X.',
  })
  deletedPosts!: RemovalPolicy;

  @ApiProperty({ type: 'integer', description: 'Deleted posts whose content was removed.' })
  removed!: number;

  @ApiProperty({ type: 'integer', description: 'Deleted posts whose content is being removed.' })
  removing!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Deleted posts whose content could not be removed: it is tried once a day.',
  })
  removalRefused!: number;

  @ApiProperty({ type: 'integer', description: 'Posts X knows and does not show now.' })
  hidden!: number;

  @ApiProperty({ type: 'integer', description: 'Posts missed once; looked up again in an hour.' })
  suspected!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Posts the Import service is still to be told of.',
  })
  untold!: number;
}

export function recheckView(
  recheck: Recheck | undefined,
  absences: readonly Absence[],
  config: { sweepDays: number; sweepHours: number; deletedPosts: RemovalPolicy },
): RecheckView {
  const { sweepDays, sweepHours, deletedPosts } = config;
  const count = (wanted: Absence['state']) =>
    absences.filter(({ state }) => state === wanted).length;
  const countRemoval = (wanted: ContentRemovalState['state']) =>
    absences.filter(({ removal }) => removal?.state === wanted).length;
  const { late = 0, changed = 0, deleted = 0, untold = [] } = recheck ?? {};
  const found = { late, changed, deleted, hidden: count('hidden'), suspected: count('suspected') };
  const removal = {
    ...{ deletedPosts, removed: countRemoval('done') },
    ...{ removing: countRemoval('begun'), removalRefused: countRemoval('refused') },
  };
  const view = { ...found, ...removal, untold: untold.length };
  if (!recheck) return view;
  const { overlapAt, sweptAt, sweptSince, sweepBegunAt } = recheck;
  const next = sweepBegunAt ?? new Date(sweptAt.getTime() + sweepHours * 3600_000);
  return {
    ...view,
    overlapAt: overlapAt.toISOString(),
    ...(sweptSince && { sweptAt: sweptAt.toISOString() }),
    ...(sweepDays > 0 && { nextSweepAt: next.toISOString() }),
  };
}
