import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ChosenImportCounts,
  type IdRange,
  type ImportCounts,
  type ImportReport,
  timeOfId,
} from '@app/domain';
import {
  BLOCK_BYTES,
  blocksOf,
  bytesOf,
  type ImportState,
  importStates,
  type SuppliedImport,
} from '@app/imports';

const integer = { type: 'integer' } as const;

export class UploadView {
  @ApiProperty({ ...integer, description: 'Of each block but the last.' })
  blockBytes!: number;

  @ApiProperty(integer)
  blocks!: number;

  @ApiProperty({ ...integer, description: 'From the first on, without one missing.' })
  receivedBlocks!: number;

  @ApiProperty(integer)
  receivedBytes!: number;
}

export class ImportCountsView {
  @ApiProperty({ ...integer, description: 'Entries that were read.' })
  entries!: number;

  @ApiProperty({ ...integer, description: 'Versions the archive did not have.' })
  added!: number;

  @ApiProperty({ ...integer, description: 'Versions it had from an earlier import.' })
  known!: number;

  @ApiProperty({ ...integer, description: "What X's API had given, with nothing new." })
  ofApi!: number;

  @ApiProperty(integer)
  filesAdded!: number;

  @ApiProperty(integer)
  filesKnown!: number;

  @ApiProperty({ ...integer, description: "Media files the owner's archive does not have." })
  filesMissing!: number;
}

export class ImportProgressView extends ImportCountsView {
  @ApiProperty({ ...integer, description: 'Entries the archive says it has.' })
  announced!: number;
}

export class PeriodView {
  @ApiPropertyOptional({ format: 'date-time', description: 'Absent: from the beginning.' })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Absent: before ids told the time.' })
  to?: string;
}

export class ChosenImportView extends ImportCountsView {
  @ApiProperty({
    description:
      'The stream was on for the account; else its entries are counted, and that is all.',
  })
  isOn!: boolean;

  @ApiProperty({
    ...integer,
    description: 'Joins, leaves and new names of groups: without id, in the evidence only.',
  })
  withoutId!: number;
}

/** Its counts are those of posts. */
export class ImportReportView extends ImportCountsView {
  @ApiProperty({ format: 'date-time', description: 'When X made the archive.' })
  generatedAt!: string;

  @ApiProperty({ ...integer, description: 'What could not be read; the list says which.' })
  problems!: number;

  @ApiProperty()
  messages!: ChosenImportView;

  @ApiProperty()
  likes!: ChosenImportView;

  @ApiPropertyOptional({ description: 'What it holds completely; absent when that is not known.' })
  period?: PeriodView;

  @ApiProperty({ type: [PeriodView] })
  closedGaps!: PeriodView[];
}

export class ImportFailureView {
  @ApiProperty({ description: 'A code of docs/errors.md.' })
  code!: string;

  @ApiProperty({ description: 'What is the matter and what to do.' })
  message!: string;
}

export class ImportView {
  @ApiProperty()
  importId!: string;

  @ApiProperty({ enum: importStates, enumName: 'ImportState' })
  state!: ImportState;

  @ApiProperty()
  fileName!: string;

  @ApiProperty(integer)
  bytes!: number;

  @ApiPropertyOptional({ description: 'Who has uploaded it.' })
  requestedBy?: string;

  @ApiProperty({ format: 'date-time', description: 'When its upload began.' })
  createdAt!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  endedAt?: string;

  @ApiPropertyOptional({ description: 'While it is uploaded.' })
  upload?: UploadView;

  @ApiPropertyOptional({ description: 'How far it ever was.' })
  progress?: ImportProgressView;

  @ApiPropertyOptional({ description: 'Of one that is done.' })
  report?: ImportReportView;

  @ApiPropertyOptional({ description: 'Why it has failed, or why it is tried again.' })
  failure?: ImportFailureView;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Of one that has failed: so long it can be tried again without an upload.',
  })
  zipKeptUntil?: string;
}

export class ImportsView {
  @ApiProperty({ type: [ImportView], description: 'The newest first.' })
  imports!: ImportView[];
}

/** `receivedBlocks`: while it is uploaded. */
export function viewOfImport(one: SuppliedImport, receivedBlocks?: number): ImportView {
  const { importId, state, fileName, bytes, requestedBy, createdAt, endedAt } = one;
  const { progress, report, failure, zipUntil } = one;
  return {
    ...{ importId, state, fileName, bytes },
    ...(requestedBy.name !== undefined && { requestedBy: requestedBy.name }),
    createdAt: createdAt.toISOString(),
    ...(endedAt && { endedAt: endedAt.toISOString() }),
    ...(receivedBlocks !== undefined && { upload: uploadView(receivedBlocks, bytes) }),
    ...(progress && { progress: { ...countsView(progress), announced: progress.announced } }),
    ...(report && { report: reportView(report) }),
    ...(failure && { failure }),
    ...(state === 'failed' && zipUntil && { zipKeptUntil: zipUntil.toISOString() }),
  };
}

function uploadView(receivedBlocks: number, bytes: number): UploadView {
  const receivedBytes = bytesOf(receivedBlocks, bytes);
  return { blockBytes: BLOCK_BYTES, blocks: blocksOf(bytes), receivedBlocks, receivedBytes };
}

function chosenView({ isOn, withoutId, ...counts }: ChosenImportCounts): ChosenImportView {
  return { ...countsView(counts), isOn, withoutId };
}

function countsView(counts: ImportCounts): ImportCounts {
  const { entries, added, known, ofApi, filesAdded, filesKnown, filesMissing } = counts;
  return { entries, added, known, ofApi, filesAdded, filesKnown, filesMissing };
}

function reportView(report: ImportReport): ImportReportView {
  const { generatedAt, problems, messages, likes, period, closedGaps } = report;
  return {
    ...countsView(report),
    messages: chosenView(messages),
    likes: chosenView(likes),
    generatedAt: generatedAt.toISOString(),
    problems,
    ...(period && { period: periodView(period) }),
    closedGaps: closedGaps.map(periodView),
  };
}

/** Ids from before November 2010 tell no time. */
function periodView({ from, to }: IdRange): PeriodView {
  const [begins, ends] = [timeOfId(from), timeOfId(to)];
  return {
    ...(begins && { from: begins.toISOString() }),
    ...(ends && { to: ends.toISOString() }),
  };
}
