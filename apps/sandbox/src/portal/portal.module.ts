import { Module } from '@nestjs/common';

import { EntraModule } from '../entra/entra.module';
import { Office365Module } from '../office365/office365.module';
import { ConnectorCalls } from './connector-calls';
import { ConnectorList } from './connector-list';
import { PortalConnectors } from './portal-connectors';
import { PortalController } from './portal.controller';
import { WizardController } from './wizard.controller';

/** The stand-in for the part of the Purview portal where connectors are added. */
@Module({
  imports: [EntraModule, Office365Module],
  controllers: [WizardController, PortalController],
  providers: [ConnectorCalls, ConnectorList, PortalConnectors],
})
export class PortalModule {}
