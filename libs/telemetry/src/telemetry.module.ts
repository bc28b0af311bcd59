import { Module } from '@nestjs/common';

import { Telemetry } from './telemetry';

@Module({ providers: [Telemetry], exports: [Telemetry] })
export class TelemetryModule {}
