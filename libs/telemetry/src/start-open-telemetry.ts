import { setTimeout as delay } from 'node:timers/promises';
import type { TelemetryConfig } from '@app/config';
import { AppError } from '@app/domain';
import type { Resource } from '@opentelemetry/resources';
import type { IMetricReader, InstrumentType } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

import { Instruments } from './instruments';

const NAME = 'twitter-archive-connector';
const EXPORT_INTERVAL_MS = 60_000;
/** A process that ends does not wait longer for a destination that does not answer. */
const LAST_EXPORT_MS = 3000;

export interface Running {
  instruments: Instruments;
  stop: () => Promise<void>;
}

/** Where figures and traces go. */
interface Destinations {
  readers: IMetricReader[];
  spans: SpanExporter[];
}

/** The packages are loaded here, those of a destination only when it is configured. */
export async function startOpenTelemetry(
  service: string,
  config: TelemetryConfig,
): Promise<Running> {
  const [api, { MeterProvider }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/resources'),
  ]);
  const { readers, spans } = await openDestinations(config);
  const resource = resourceFromAttributes({ 'service.namespace': NAME, 'service.name': service });
  const meters = new MeterProvider({ resource, readers });
  const stopTraces = await startTraces(spans, resource);
  return {
    instruments: new Instruments(api, meters.getMeter(NAME), api.trace.getTracer(NAME)),
    stop: async () => {
      const ends = [meters.shutdown(), stopTraces()];
      const tooLong = delay(LAST_EXPORT_MS, undefined, { ref: false });
      await Promise.race([Promise.allSettled(ends), tooLong]);
    },
  };
}

async function openDestinations(config: TelemetryConfig): Promise<Destinations> {
  const { host, metricsPort, azureMonitor } = config;
  const readers = metricsPort === undefined ? [] : [await openMetricsPort(host, metricsPort)];
  if (azureMonitor === undefined) return { readers, spans: [] };
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } =
    await import('@azure/monitor-opentelemetry-exporter');
  const { PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics');
  // Its spool would lie unencrypted in the temporary folder.
  const options = { connectionString: azureMonitor.reveal(), disableOfflineStorage: true };
  const azureReader = new PeriodicExportingMetricReader({
    exporter: new AzureMonitorMetricExporter(options),
    exportIntervalMillis: EXPORT_INTERVAL_MS,
  });
  return { readers: [...readers, azureReader], spans: [new AzureMonitorTraceExporter(options)] };
}

async function openMetricsPort(host: string, port: number): Promise<IMetricReader> {
  const [{ PrometheusExporter }, metrics] = await Promise.all([
    import('@opentelemetry/exporter-prometheus'),
    import('@opentelemetry/sdk-metrics'),
  ]);
  const exporter = new PrometheusExporter({ host, port, preventServerStart: true });
  // What is cumulative never goes away: an alert that is resolved would stay raised.
  exporter.selectAggregationTemporality = (type: InstrumentType) =>
    type === metrics.InstrumentType.OBSERVABLE_GAUGE
      ? metrics.AggregationTemporality.DELTA
      : metrics.AggregationTemporality.CUMULATIVE;
  try {
    await exporter.startServer();
  } catch (error) {
    throw portInUse(error, port);
  }
  return exporter;
}

function portInUse(error: unknown, port: number): AppError {
  const text = `The metrics cannot be offered on METRICS_PORT ${port}: ${String(error)}. Connector and worker need a free port each.`;
  return new AppError('config.invalid', text, { port }, { cause: error });
}

/** Makes `api.trace` and `api.context` work, unless nobody wants the spans: then they cost nothing. Returns how to stop. */
async function startTraces(
  exporters: SpanExporter[],
  resource: Resource,
): Promise<() => Promise<void>> {
  if (exporters.length === 0) return () => Promise.resolve();
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: exporters.map((exporter) => new BatchSpanProcessor(exporter)),
  });
  provider.register();
  return () => provider.shutdown();
}
