import { ApiProperty } from '@nestjs/swagger';
import { type Parking } from '@app/archive';

import { parkingText } from './parking-text';

export class ParkedView {
  @ApiProperty({ description: 'A code of docs/errors.md.' })
  reason!: string;

  @ApiProperty({ format: 'date-time', description: 'Then capture is tried again.' })
  until!: string;

  @ApiProperty({ description: 'What is the matter and what to do.' })
  message!: string;
}

export function parkedView(parked: Parking): ParkedView {
  const { reason, until } = parked;
  return { reason, until: until.toISOString(), message: parkingText(parked) };
}
