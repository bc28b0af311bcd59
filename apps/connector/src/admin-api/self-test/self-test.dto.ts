import { ApiProperty } from '@nestjs/swagger';
import { type SelfTest } from '@app/jobs';
import { IsIn } from 'class-validator';

/** Body of POST /admin/api/accounts/:accountId/self-test. */
export class BeginSelfTestDto {
  @ApiProperty({
    enum: ['new', 'newest'],
    description: 'Which post is followed: one made from now on, or the newest X shows.',
  })
  @IsIn(['new', 'newest'], { message: 'must be new or newest' })
  follow!: SelfTest['follow'];
}
