import * as api from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';

import { Instruments } from '../src/instruments';

/** Instruments whose figures and spans can be looked at. One at a time: OpenTelemetry's context is the process's. */
export function recordTelemetry() {
  api.trace.disable();
  api.context.disable();
  const exported = new InMemorySpanExporter();
  const tracing = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exported)] });
  tracing.register();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  const instruments = new Instruments(api, meters.getMeter('spec'), tracing.getTracer('spec'));
  return {
    instruments,
    /** In the order they ended, with the names of those they are in. */
    spans: () => {
      const spans = exported.getFinishedSpans();
      const nameOf = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
      return spans.map((span) => ({
        name: span.name,
        attributes: span.attributes,
        traceId: span.spanContext().traceId,
        status: span.status,
        events: span.events,
        isError: span.status.code === api.SpanStatusCode.ERROR,
        within: span.parentSpanContext && nameOf.get(span.parentSpanContext.spanId),
        linkedTo: span.links.map(({ context }) => nameOf.get(context.spanId)),
      }));
    },
    /** The values of a metric now. */
    values: async (name: string) => {
      exporter.reset();
      await reader.forceFlush();
      const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
      return metrics
        .flatMap((scope) => scope.metrics)
        .filter(({ descriptor }) => descriptor.name === name)
        .flatMap(({ dataPoints }) =>
          dataPoints.map(({ value, attributes }) => ({ value, ...attributes })),
        );
    },
    stop: () => meters.shutdown(),
  };
}
