import { type FlowCatalog, type FlowFact, type FlowGraph, InputField, OutputField, runningGraph, type Step } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';

/** The catalogue with what the shop's flows take and give, for checking and compiling a flow that calls others. Reads them only where there is a call. */
export async function withCalledFlows(ctx: MemberContext, { graph }: { graph: { steps: Readonly<Record<string, { kind: string }>> } }): Promise<FlowCatalog> {
  const { catalog } = ctx.services;
  if (!Object.values(graph.steps).some(({ kind }) => kind === 'subflow')) return catalog;
  return {
    trigger: (id, version) => catalog.trigger(id, version),
    action: (id, version) => catalog.action(id, version),
    packages: catalog.packages,
    flows: await readCallable(ctx),
  };
}

/** What each of the shop's flows takes and gives when another calls it, by its live version. */
async function readCallable(ctx: MemberContext): Promise<FlowFact[]> {
  const { catalog, db } = ctx.services;
  const flows = await db.flows.callable(ctx.member.workspaceId);
  return flows.map(({ id, name, live }) => ({
    id,
    name,
    inputs: live?.settings.inputs ?? [],
    outputs: (live?.settings.outputs ?? []).map(({ key, label }) => ({ key, label })),
    isPublished: live !== null,
    startsByCall: stepsThatRun(live).some((step) => step.kind === 'trigger' && catalog.trigger(step.node, step.nodeVersion)?.event === 'flow.called'),
    calls: stepsThatRun(live).flatMap((step) => (step.kind === 'subflow' ? [step.flowId] : [])),
  }));
}

function stepsThatRun(live: FlowGraph | null): Step[] {
  return live ? Object.values(runningGraph(live).steps) : [];
}

const CallableFlow = z.object({
  id: z.string(),
  name: z.string(),
  inputs: z.array(InputField),
  outputs: z.array(OutputField.pick({ key: true, label: true })),
  isPublished: z.boolean(),
  startsByCall: z.boolean(),
  calls: z.array(z.string()),
});

export const listCallable = memberProcedure.output(z.array(CallableFlow)).query(async ({ ctx }) => {
  const flows = await readCallable(ctx);
  return flows.map((flow) => ({
    ...flow,
    startsByCall: flow.startsByCall === true,
    inputs: [...flow.inputs],
    outputs: [...flow.outputs],
    calls: [...(flow.calls ?? [])],
  }));
});
