import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Absence, type Recheck } from '@app/archive';

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
  { sweepDays, sweepHours }: { sweepDays: number; sweepHours: number },
): RecheckView {
  const count = (wanted: Absence['state']) =>
    absences.filter(({ state }) => state === wanted).length;
  const { late = 0, changed = 0, deleted = 0, untold = [] } = recheck ?? {};
  const found = { late, changed, deleted, hidden: count('hidden'), suspected: count('suspected') };
  const view = { ...found, untold: untold.length };
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
