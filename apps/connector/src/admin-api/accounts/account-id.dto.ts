import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

export class AccountIdDto {
  @ApiProperty({ description: "The account's id at X." })
  @Matches(/^\d{1,19}$/, { message: 'must be a number of at most 19 digits' })
  accountId!: string;
}
