/** W3C trace context of one span (`00-<trace>-<span>-<flags>`): what those that come of it name as their parent, also after it was stored for days. */
export type TraceParent = string;

/** What is known of a span. Ids, names of nodes and outcomes only: never what a person is called, written to, or sent. */
export type TraceFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanRequest {
  readonly name: string;
  /** `server`: something came in; `client`: somebody outside is asked. Default `internal`. */
  readonly kind?: 'server' | 'client' | 'internal';
  /** `root` begins a trace; without a parent there is no span. */
  readonly parent: TraceParent | 'root' | undefined;
  readonly facts?: TraceFacts;
  /** Epoch ms; default now. */
  readonly startedAt?: number;
  /** 16 hex digits: a span whose id others had to know before it was told. */
  readonly spanId?: string;
}

export interface OpenSpan {
  /** Absent where nothing is traced. */
  readonly context: TraceParent | undefined;
  /** `error` is a kind or a code, never a provider's words. `at` is epoch ms; default now. */
  end(end?: { readonly facts?: TraceFacts; readonly error?: string; readonly at?: number }): void;
}

/** Tells of the way of an event through the house, to whoever collects traces. */
export interface Tracing {
  open(request: SpanRequest): OpenSpan;
  /** Sends what is still here. */
  close(): Promise<void>;
}

const nothing: OpenSpan = { context: undefined, end: () => undefined };

/** For installations that export no traces: costs a call. */
export const noTracing: Tracing = { open: () => nothing, close: async () => undefined };

/** The context under which everything of a run hangs; its id follows from the run's own, so that a run that waits for days needs to store nothing. */
export function runContext(trace: TraceParent | undefined, runId: string): TraceParent | undefined {
  if (trace === undefined) return undefined;
  const [version, traceId, , flags] = trace.split('-');
  return [version, traceId, runSpanId(runId), flags].join('-');
}

/** The random half of a UUIDv7. */
export function runSpanId(runId: string): string {
  return runId.replaceAll('-', '').slice(16);
}
