import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

import { IsId } from '../../connector-api/is-id';

/** Path of the routes that are about one parked post. */
export class ParkedItemKeyDto {
  @IsId("The portal's id of the job.")
  jobId!: string;

  @ApiProperty({ description: "X's id of the post." })
  @Matches(/^\d{1,19}$/, { message: 'must be the id of a post' })
  postId!: string;
}
