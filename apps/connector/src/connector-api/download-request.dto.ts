import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';

/** Ids that become names of blobs and keys of rows. */
const ID = /^[^/\\#?\s][^/\\#?]{0,199}$/;
const ID_RULE = { message: 'must be text of 1 to 200 characters without / \\ # ?' };
const TIME_RULE = { message: 'must be an ISO 8601 time' };
const MAX_DIRTY = 10_000;

/** Body of POST /data/OnDownloadRequest (office365-import-protocol.md). */
export class DownloadRequestDto {
  @Matches(ID, ID_RULE)
  JobId!: string;

  @Matches(ID, ID_RULE)
  TaskId!: string;

  @IsISO8601({ strict: true }, TIME_RULE)
  StartTime!: string;

  @IsISO8601({ strict: true }, TIME_RULE)
  EndTime!: string;

  @IsOptional()
  @IsArray({ message: 'must be a list of item ids, or null' })
  @ArrayMaxSize(MAX_DIRTY, { message: `must hold at most ${MAX_DIRTY} ids` })
  @Matches(/^\d{1,19}$/, { each: true, message: 'must hold item ids' })
  DirtyEntities?: string[] | null;

  @IsDefined({ message: 'must be the SAS URI of a container' })
  @IsString({ message: 'must be the SAS URI of a container' })
  @MaxLength(4096, { message: 'must be the SAS URI of a container' })
  BlobSasUri!: string;
}

export const downloadRequestNames = [
  'JobId',
  'TaskId',
  'StartTime',
  'EndTime',
  'DirtyEntities',
  'BlobSasUri',
] as const satisfies (keyof DownloadRequestDto)[];
