import type { ExecuteResult } from '@noi/flow';
import { type OpenSpan, runContext, type Tracing } from '@noi/telemetry';
import type { ExecuteStepRequest } from '@noi/temporal-workflows';

/** What is told of one try of a step to whoever collects traces: the try itself, under its run, and the provider's part of it. */
export class StepTrace {
  private readonly tracing: Tracing;
  private readonly node: string;
  private readonly whole: OpenSpan;

  constructor(tracing: Tracing, request: ExecuteStepRequest, node: string) {
    const { workspaceId: workspace, flowId: flow, runId: run, stepId: step, scope, visit, attempt } = request;
    this.tracing = tracing;
    this.node = node;
    this.whole = tracing.open({
      name: `step ${node}`,
      parent: runContext(request.trace, run),
      facts: { workspace, flow, run, step, scope, visit, attempt, node },
    });
  }

  /** The provider is asked now. */
  ask(): OpenSpan {
    return this.tracing.open({ name: `call ${this.node}`, kind: 'client', parent: this.whole.context, facts: { node: this.node } });
  }

  end(result: ExecuteResult): void {
    const { outcome } = result;
    this.whole.end({ facts: { outcome }, ...(result.outcome === 'failed' ? { error: result.error.kind } : {}) });
  }

  /** Our own house was down: the same request comes again. */
  broken(): void {
    this.whole.end({ error: 'internal' });
  }
}
