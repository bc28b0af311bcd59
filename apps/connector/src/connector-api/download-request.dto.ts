import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsISO8601, IsOptional } from 'class-validator';

import { IsId } from './is-id';
import { IsText } from './is-text';

const TIME_RULE = { message: 'must be an ISO 8601 time' };

/** Body of POST /data/OnDownloadRequest (office365-import-protocol.md). */
export class DownloadRequestDto {
  @IsId("The portal's id of the job.")
  JobId!: string;

  @IsId('Given again, it is the same task.')
  TaskId!: string;

  @ApiProperty({ format: 'date-time', description: 'Included. UTC where no zone is given.' })
  @IsISO8601({ strict: true }, TIME_RULE)
  StartTime!: string;

  @ApiProperty({ format: 'date-time', description: 'Included. UTC where no zone is given.' })
  @IsISO8601({ strict: true }, TIME_RULE)
  EndTime!: string;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description:
      'Ids of items that changed and are to be delivered again, as many as a body may hold. What is no item id is left out.',
  })
  @IsOptional()
  @IsArray({ message: 'must be a list of item ids, or null' })
  DirtyEntities?: unknown[] | null;

  @IsText('URI of a container, with a SAS that grants writing.')
  BlobSasUri!: string;
}
