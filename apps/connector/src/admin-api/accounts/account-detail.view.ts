import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Consent } from '@app/domain';

import { UsageView } from '../usage/usage.view';
import { AccountSummary } from './account.view';
import { type Stretch } from './coverage-times';
import { StreamView } from './stream.view';

export class CoverageView {
  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiProperty({ format: 'date-time' })
  to!: string;

  @ApiProperty()
  fromId!: string;

  @ApiProperty()
  toId!: string;

  @ApiProperty({
    enum: ['complete', 'unreachable', 'unread'],
    description:
      'complete: every post X listed is archived. unreachable: X no longer lists it, a known gap. unread: still to be captured.',
  })
  state!: Stretch['state'];

  @ApiProperty({ type: 'integer', description: 'Posts read in it: at least so many.' })
  posts!: number;
}

export class ConsentView {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: "The account's user name at X, of then." })
  by!: string;

  @ApiProperty({ description: 'Of the text that was accepted.' })
  version!: string;

  @ApiProperty({ description: 'Of the whole file of the text, in hex.' })
  sha256!: string;
}

export class AccountDetail extends AccountSummary {
  @ApiProperty({ type: [StreamView], description: 'All there are, on or off.' })
  streams!: StreamView[];

  @ApiProperty({ type: 'integer', description: 'Post versions in the archive.' })
  archived!: number;

  @ApiPropertyOptional({ format: 'date', description: 'Of the oldest archived post, in UTC.' })
  oldestArchivedDay?: string;

  @ApiProperty({ type: UsageView })
  usage!: UsageView;

  @ApiProperty({ type: [CoverageView], description: 'Ascending in time, nothing left out.' })
  coverage!: CoverageView[];

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'A capture was asked for, and its turn is not over yet.',
  })
  captureRequestedAt?: string;

  @ApiPropertyOptional({
    description: 'The newest consent to archive it; absent when no login asked for one.',
  })
  consent?: ConsentView;
}

export function consentView({ at, ...rest }: Consent): ConsentView {
  return { at: at.toISOString(), ...rest };
}

export function coverageView({ from, to, ...rest }: Stretch): CoverageView {
  return { from: from.toISOString(), to: to.toISOString(), ...rest };
}
