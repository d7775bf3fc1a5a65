import { runSpanId, type Tracing } from '@noi/telemetry';
import type { ProgressEntry } from '@noi/temporal-workflows';

/** Tells of a whole run when it has ended; its steps were told under it as they went. */
export function traceRun(
  tracing: Tracing,
  { workspaceId, flowId }: { workspaceId: string; flowId: string },
  { runId, outcome, trace, at }: ProgressEntry,
): void {
  if (outcome === undefined || trace === undefined) return;
  const facts = { workspace: workspaceId, flow: flowId, run: runId, outcome: outcome.state };
  const span = tracing.open({ name: 'run', parent: trace, spanId: runSpanId(runId), startedAt: createdAt(runId), facts });
  span.end({ at, ...(outcome.state === 'failed' ? { error: outcome.error.kind } : {}) });
}

/** A UUIDv7 begins with the milliseconds of its making. */
function createdAt(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
