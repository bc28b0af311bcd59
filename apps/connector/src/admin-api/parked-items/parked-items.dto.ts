import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isItemId } from '@app/domain';

import { IsId } from '../../connector-api/is-id';

/** Path of the routes that are about one parked post. */
export class ParkedItemKeyDto {
  @IsId("The portal's id of the job.")
  jobId!: string;

  @ApiProperty({ description: "The id of the item; of a post, X's." })
  @ValidateBy(
    { name: 'isItemId', validator: { validate: (value) => isItemId(String(value)) } },
    { message: 'must be the id of an item' },
  )
  itemId!: string;
}
