import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

import { IsId } from '../../connector-api/is-id';

/** Path of the routes that are about one parked post. */
export class ParkedItemKeyDto {
  @IsId("The portal's id of the job.")
  jobId!: string;

  @ApiProperty({ description: "The id of the item; of a post, X's." })
  @Matches(/^(?:[a-z]+-)?[\dTZ-]{1,40}$/, { message: 'must be the id of an item' })
  postId!: string;
}
