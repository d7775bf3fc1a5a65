export { createLog, type Log } from './log/createLog.ts';
export { describeError } from './log/describeError.ts';
export { createWorkspaceLabels, type WorkspaceLabels } from './metrics/createWorkspaceLabels.ts';
export { startTracing } from './trace/startTracing.ts';
export { noTracing, type OpenSpan, runContext, runSpanId, type TraceParent, type Tracing } from './trace/Tracing.ts';
