import { ApiProperty } from '@nestjs/swagger';
import { BLOCK_BYTES, blocksOf, MAX_ZIP_BYTES } from '@app/imports';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';

import { AccountIdDto } from '../accounts/account-id.dto';

const MAX_NAME = 255;
const MAX_INDEX = blocksOf(MAX_ZIP_BYTES) - 1;

/** Path of the routes that are about one import. */
export class ImportKeyDto extends AccountIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'must be the id of an import' })
  importId!: string;
}

/** Path of a block of an upload. */
export class BlockKeyDto extends ImportKeyDto {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: MAX_INDEX, description: 'From 0 on.' })
  @Type(() => Number)
  @IsInt({ message: `must be a whole number from 0 to ${MAX_INDEX}` })
  @Min(0, { message: `must be a whole number from 0 to ${MAX_INDEX}` })
  @Max(MAX_INDEX, { message: `must be a whole number from 0 to ${MAX_INDEX}` })
  index!: number;
}

/** Body of POST /admin/api/accounts/{accountId}/imports. */
export class UploadedFileDto {
  @ApiProperty({ description: 'Its name on the machine it comes from.' })
  @IsString({ message: `must be text of at most ${MAX_NAME} characters` })
  @IsNotEmpty({ message: `must be text of at most ${MAX_NAME} characters` })
  @MaxLength(MAX_NAME, { message: `must be text of at most ${MAX_NAME} characters` })
  fileName!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_ZIP_BYTES,
    description: `Blocks have ${BLOCK_BYTES} bytes, the last one what is left.`,
  })
  @IsInt({ message: `must be a whole number from 1 to ${MAX_ZIP_BYTES}` })
  @Min(1, { message: `must be a whole number from 1 to ${MAX_ZIP_BYTES}` })
  @Max(MAX_ZIP_BYTES, { message: `must be a whole number from 1 to ${MAX_ZIP_BYTES}` })
  bytes!: number;

  @ApiProperty({ description: 'SHA-256 of its last mebibyte, or of all of it if it is smaller.' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be 64 hexadecimal digits' })
  fingerprint!: string;
}
