import { IsNotEmpty, IsString } from 'class-validator';

/** Query of the routes that are about one job. */
export class JobIdDto {
  @IsString({ message: 'must be given' })
  @IsNotEmpty({ message: 'must be given' })
  jobId!: string;
}

export const jobIdNames = ['jobId'] as const satisfies (keyof JobIdDto)[];
