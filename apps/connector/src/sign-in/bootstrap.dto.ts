import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

const TEXT_RULE = { message: 'must be text of at most 500 characters' };

/** Body of POST /admin/api/session/bootstrap. */
export class BootstrapDto {
  @ApiProperty()
  @IsString(TEXT_RULE)
  @MaxLength(500, TEXT_RULE)
  tenantId!: string;

  @ApiProperty()
  @IsString(TEXT_RULE)
  @MaxLength(500, TEXT_RULE)
  apiSecretKey!: string;
}
