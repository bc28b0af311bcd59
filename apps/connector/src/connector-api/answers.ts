import { ApiProperty } from '@nestjs/swagger';

/** Answer of GET /setup/Validate. */
export class SetupStatus {
  @ApiProperty()
  Status!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is not valid.' })
  Message!: string | null;
}

/** Answer of GET /job/IsCreated. */
export class JobCreated {
  @ApiProperty()
  IsJobCreated!: boolean;

  @ApiProperty({ type: String, nullable: true })
  Reason!: string | null;
}

/** An account that logged in; one of the list that GET /api/ConnectorSetup/GetEntities answers. */
export class Entity {
  @ApiProperty({ description: 'User id at X.' })
  Id!: string;

  @ApiProperty({ description: 'User name at X.' })
  Name!: string;

  @ApiProperty({ type: String, nullable: true })
  AdditionalInfo!: string | null;

  @ApiProperty({ description: 'Another job archives this account too.' })
  AlreadyUsed!: boolean;
}
