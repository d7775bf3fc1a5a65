import { noTracing, type Tracing } from './Tracing.ts';

export interface TracingOptions {
  /** Which program speaks: `noi-api`, `noi-worker`. `OTEL_SERVICE_NAME` goes before it. */
  readonly service: string;
  /** The exporter's own variables (`OTEL_EXPORTER_OTLP_*`, `OTEL_TRACES_SAMPLER`) are read by it from the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Exports traces where `OTEL_EXPORTER_OTLP_ENDPOINT` says whereto; without it nothing of OpenTelemetry is even loaded. */
export async function startTracing({ service, env }: TracingOptions): Promise<Tracing> {
  const isWanted = Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) && env.OTEL_SDK_DISABLED !== 'true';
  if (!isWanted) return noTracing;
  const { createOtelTracing } = await import('./createOtelTracing.ts');
  return createOtelTracing({ service: env.OTEL_SERVICE_NAME || service });
}
