import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

import { IsId } from './is-id';
import { IsText, IsTextOrAbsent } from './is-text';
import { JobIdDto } from './job-id.dto';

function IsTwitter(): PropertyDecorator {
  return Matches(/^twitter$/i, { message: 'must be Twitter' });
}

/** Query of GET /api/ConnectorSetup/OAuthUrl. */
export class OAuthUrlDto {
  @ApiPropertyOptional({ enum: ['Twitter'] })
  @IsOptional()
  @IsTwitter()
  jobType?: string;

  @IsTextOrAbsent('Where X sends people back to: `/Views/TwitterOAuth` at the public address.')
  redirectUrl?: string;

  @IsTextOrAbsent('The job the login is for; it is then good for no other.')
  jobId?: string;

  @IsTextOrAbsent(
    'SHA-256 of the consent text that was accepted; left out by pages that ask for none.',
  )
  consent?: string;
}

/** Query of GET /api/ConnectorSetup/GetEntities. */
export class EntitiesDto extends JobIdDto {
  @ApiPropertyOptional({ enum: ['Twitter'] })
  @IsOptional()
  @IsTwitter()
  jobType?: string;
}

/** Query of GET /api/ConnectorSetup/DeleteToken. */
export class DeleteTokenDto extends EntitiesDto {
  @IsTextOrAbsent("X's name of the login; needed when several are under way in one browser.")
  oauthToken?: string;
}

/** Body of POST /api/ConnectorSetup/StoreToken. */
export class StoreTokenDto {
  @IsText('`oauth_verifier`, as X gave it back.')
  temporaryAccessCode!: string;

  @IsId("The portal's id of the job.")
  jobId!: string;

  @IsTextOrAbsent('Taken for old clients, and not used.')
  redirectUrl?: string;

  @IsTextOrAbsent(
    '`oauth_token`, as X gave it back; needed when several logins are under way in one browser.',
  )
  oauthToken?: string;
}

/** Query of POST /api/ConnectorSetup/SavePage. */
export class SavePageQueryDto extends JobIdDto {
  @IsTextOrAbsent('Taken for old clients, and not used: a connector has one tenant.')
  tenantId?: string;
}

/** Body of POST /api/ConnectorSetup/SavePage: an entity, as GetEntities gave it. */
export class SavePageDto {
  @IsText("The account's user id at X.")
  Id!: string;

  @IsTextOrAbsent("The account's user name at X; not used.")
  Name?: string;
}
