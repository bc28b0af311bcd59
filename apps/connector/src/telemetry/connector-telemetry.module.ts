import { Module } from '@nestjs/common';
import { TelemetryModule } from '@app/telemetry';

import { ConnectorTelemetry } from './connector-telemetry';

@Module({ imports: [TelemetryModule], providers: [ConnectorTelemetry] })
export class ConnectorTelemetryModule {}
