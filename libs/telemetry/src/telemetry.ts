import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { TelemetryConfig } from '@app/config';
import { Clock } from '@app/domain';

import { type Instruments } from './instruments';
import { type Running, startOpenTelemetry } from './start-open-telemetry';
import { tellFaults } from './tell-faults';

/** Figures and traces for those who run the service; nothing at all unless a destination is configured. */
@Injectable()
export class Telemetry implements OnApplicationShutdown {
  private running?: Running;

  constructor(
    private readonly config: TelemetryConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Nothing of OpenTelemetry is loaded unless there is a destination. Rejects when `METRICS_PORT` is in use. `onFault` is called when
   * a destination refuses what it is sent or cannot be reached, at most once in five minutes.
   */
  async start(
    service: 'connector' | 'worker',
    onFault: () => void,
  ): Promise<Instruments | undefined> {
    const { metricsPort, azureMonitor } = this.config;
    if (metricsPort === undefined && azureMonitor === undefined) return undefined;
    tellFaults(await import('@opentelemetry/api'), this.clock, onFault);
    this.running = await startOpenTelemetry(service, this.config);
    return this.running.instruments;
  }

  /** Sends what is not sent yet. */
  async onApplicationShutdown(): Promise<void> {
    await this.running?.stop();
  }
}
