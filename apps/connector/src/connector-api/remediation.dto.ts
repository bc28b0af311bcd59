import { type RemediationType } from '@app/domain';

import { IsTextOrAbsent } from './is-text';
import { JobIdDto } from './job-id.dto';

/** Query of GET /job/OnRemediation. */
export class RemediationDto extends JobIdDto {
  @IsTextOrAbsent(
    '`Relogin`: the keys of the account do not work any more. Anything else is `Unknown`.',
  )
  remediationType?: string;
}

/** ASP.NET takes names in any case, and numbers. */
export function remediationTypeOf({ remediationType = '' }: RemediationDto): RemediationType {
  return /^(relogin|0)$/i.test(remediationType) ? 'Relogin' : 'Unknown';
}
