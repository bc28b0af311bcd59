import type * as OpenTelemetryApi from '@opentelemetry/api';
import type {
  BatchObservableCallback,
  Context,
  Meter,
  ObservableGauge,
  Span,
  SpanContext,
  SpanOptions,
  Tracer,
} from '@opentelemetry/api';

import {
  counterDocs,
  type CounterName,
  durationDocs,
  type DurationName,
  gaugeDocs,
  type GaugeName,
} from './metric-list';
import { type SpanName } from './span-list';

export type Attributes = Readonly<Record<string, string | number | string[]>>;

/** How something stands now. */
export interface Reading {
  name: GaugeName;
  value: number;
  attributes?: Attributes;
}

/** What a span tells besides its name. */
export interface SpanStart {
  kind?: 'CLIENT' | 'CONSUMER';
  /** Of this span alone. */
  attributes?: Attributes;
  /** Ids of a work: it begins a trace, whatever is under way, and every span within has them too. */
  ids?: Attributes;
  /** A span of another trace that says `linksTo` the same is linked to the newest of these. */
  linkedAs?: string;
  linksTo?: string;
}

/** OpenTelemetry itself; loaded when telemetry is switched on. */
export type Api = typeof OpenTelemetryApi;

/** https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

type Note = (attributes: Attributes) => void;

/** Counts, gauges and spans, by the names in our lists only. */
export class Instruments {
  private readonly idsKey: symbol;
  private readonly linkable = new Map<string, SpanContext>();

  constructor(
    private readonly api: Api,
    private readonly meter: Meter,
    private readonly tracer: Tracer,
  ) {
    this.idsKey = api.createContextKey('ids of the work');
  }

  count(name: CounterName, by: number, attributes: Attributes = {}): void {
    const { unit, about: description } = counterDocs[name];
    this.meter.createCounter(name, { unit, description }).add(by, attributes);
  }

  time(name: DurationName, seconds: number, attributes: Attributes): void {
    const { unit, about: description } = durationDocs[name];
    const advice = { explicitBucketBoundaries: SECONDS };
    this.meter.createHistogram(name, { unit, description, advice }).record(seconds, attributes);
  }

  /** `read` is asked whenever the gauges are collected, and gives all of them that have a value. */
  observe(read: () => Promise<readonly Reading[]>): void {
    const gauges = new Map<string, ObservableGauge>(
      Object.entries(gaugeDocs).map(([name, { unit, about: description }]) => [
        name,
        this.meter.createObservableGauge(name, { unit, description }),
      ]),
    );
    const collect: BatchObservableCallback = async (result) => {
      for (const { name, value, attributes } of await read()) {
        const gauge = gauges.get(name);
        if (gauge) result.observe(gauge, value, attributes);
      }
    };
    this.meter.addBatchObservableCallback(collect, [...gauges.values()]);
  }

  /** Does `work` within a span, which ends with it and says so when it fails. */
  async span<T>(name: SpanName, start: SpanStart, work: (note: Note) => Promise<T>): Promise<T> {
    const { context, trace } = this.api;
    const around = context.active();
    const ids = start.ids ?? this.idsIn(around);
    const span = this.tracer.startSpan(name, this.optionsOf(start, ids), around);
    if (start.linkedAs !== undefined) this.linkable.set(start.linkedAs, span.spanContext());
    const within = trace.setSpan(around.setValue(this.idsKey, ids), span);
    try {
      return await context.with(within, () => work((noted) => span.setAttributes(noted)));
    } catch (error) {
      this.noteFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  private optionsOf(start: SpanStart, ids: Attributes): SpanOptions {
    const { kind, attributes, linksTo } = start;
    const linked = linksTo === undefined ? undefined : this.linkable.get(linksTo);
    return {
      attributes: { ...ids, ...attributes },
      kind: this.api.SpanKind[kind ?? 'INTERNAL'],
      root: start.ids !== undefined,
      links: linked ? [{ context: linked }] : [],
    };
  }

  /** As they were put there, and by nobody else. */
  private idsIn(context: Context): Attributes {
    const ids = context.getValue(this.idsKey);
    return typeof ids === 'object' ? { ...ids } : {};
  }

  /** The code alone: a message may quote what came from outside. */
  private noteFailure(span: Span, error: unknown): void {
    const code = codeOf(error);
    span.setAttribute('error.type', code);
    span.setStatus({ code: this.api.SpanStatusCode.ERROR, message: code });
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
