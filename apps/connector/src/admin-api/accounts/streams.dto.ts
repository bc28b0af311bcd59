import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { optionalStreams } from '@app/domain';
import { Type } from 'class-transformer';
import { IsBoolean, IsOptional, ValidateNested } from 'class-validator';

import { HoldsOnly } from '../holds-only';
import { type StreamSwitches } from './account-streams';

function IsSwitch(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: Boolean, description }),
    IsOptional(),
    IsBoolean({ message: 'must be true or false' }),
  );
}

export class StreamSwitchesDto implements StreamSwitches {
  @IsSwitch('Posts of others that name the account, replies to it among them.')
  mentions?: boolean;

  @IsSwitch('Posts of others that quote a post of the account.')
  quotes?: boolean;

  @IsSwitch('Direct messages, one to one and in groups: private content of third persons.')
  messages?: boolean;

  @IsSwitch('Posts that the account likes.')
  likes?: boolean;

  @IsSwitch('Each change of its profile.')
  profile?: boolean;
}

/** Body of PUT /admin/api/accounts/:accountId/streams. */
export class ChangeStreamsDto {
  @ApiProperty({ type: StreamSwitchesDto, description: 'Left out: stays as it is.' })
  @HoldsOnly(optionalStreams)
  @ValidateNested()
  @Type(() => StreamSwitchesDto)
  streams!: StreamSwitchesDto;
}
