import type { Context, SpanContext } from '@opentelemetry/api';
import type { OpenSpan, SpanRequest, TraceFacts, TraceParent, Tracing } from './Tracing.ts';

/** Traces through OpenTelemetry's SDK, in batches over OTLP/HTTP. Its modules are imported here and not above: a bundle would load them always. */
export async function createOtelTracing({ service }: { service: string }): Promise<Tracing> {
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = api;
  const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
  const random = new sdk.RandomIdGenerator();
  let given: string | undefined;
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
    idGenerator: {
      generateTraceId: () => random.generateTraceId(),
      generateSpanId: () => given ?? random.generateSpanId(),
    },
  });
  const tracer = provider.getTracer('noi');
  const nothing: OpenSpan = { context: undefined, end: () => undefined };

  return {
    open({ name, kind = 'internal', parent, facts, startedAt, spanId }: SpanRequest) {
      const context = parent === 'root' ? ROOT_CONTEXT : contextOf(parent);
      if (context === null) return nothing;
      given = spanId;
      const span = tracer.startSpan(
        name,
        { kind: kinds[kind], attributes: attributesOf(facts), ...(startedAt === undefined ? {} : { startTime: startedAt }) },
        context,
      );
      given = undefined;
      return {
        context: toTraceParent(span.spanContext()),
        end({ facts: more, error, at } = {}) {
          span.setAttributes(attributesOf(more));
          if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
          span.end(at);
        },
      };
    },
    close: () => provider.shutdown(),
  };

  function contextOf(parent: TraceParent | undefined): Context | null {
    const found = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent ?? '');
    if (found === null) return null;
    const [, traceId = '', spanId = '', flags = '00'] = found;
    return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true });
  }
}

function toTraceParent({ traceId, spanId, traceFlags }: SpanContext): TraceParent {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

function attributesOf(facts: TraceFacts = {}): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : [[`noi.${key}`, value]])));
}
