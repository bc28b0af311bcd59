import { IsId } from './is-id';

/** Query of the routes that are about one job. */
export class JobIdDto {
  @IsId("The portal's id of the job.")
  jobId!: string;
}
