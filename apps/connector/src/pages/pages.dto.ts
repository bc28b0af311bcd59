import { JobIdDto } from '../connector-api/job-id.dto';
import { IsText, IsTextOrAbsent } from '../connector-api/is-text';

/** Query of GET /preview/OnJobCreating. */
export class SetUpPageDto extends JobIdDto {
  @IsText('The tenant the portal is signed in to.')
  tenantId!: string;
}

/** Query of GET /Views/TwitterOAuth; what X adds on the way back is for the page's script. */
export class LoginWindowDto {
  @IsTextOrAbsent("Where to send the window: X's page of a login.")
  loginUrl?: string;
}
