import type { CalledFlow, Plan } from '@noi/flow';
import type { MemberContext } from '../trpc/Context.ts';

/** Most flows that are read for one trial. */
const mostFlows = 50;

/** The live plans of all flows that these plans call, and of those that they call, by flow id. A flow that cannot be called now is left out. */
export async function calledPlans(ctx: MemberContext, plans: readonly Plan[]): Promise<Readonly<Record<string, CalledFlow>>> {
  const found = new Map<string, CalledFlow>();
  const asked = new Set<string>();
  const next = plans.flatMap(callsOf);
  for (let flowId = next.shift(); flowId !== undefined && asked.size < mostFlows; flowId = next.shift()) {
    if (asked.has(flowId)) continue;
    asked.add(flowId);
    const called = await livePlan(ctx, flowId);
    if (called === null) continue;
    found.set(flowId, called);
    next.push(...callsOf(called.plan));
  }
  return Object.fromEntries(found);
}

async function livePlan(ctx: MemberContext, id: string): Promise<CalledFlow | null> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  const flow = await db.flows.get({ workspaceId, id });
  if (flow?.status !== 'live' || flow.liveVersionId === null) return null;
  const version = await db.flows.version({ workspaceId, versionId: flow.liveVersionId });
  const plan = version && (await db.flows.plan({ workspaceId, hash: version.planHash }));
  const trigger = plan?.steps[plan.trigger];
  return plan && trigger?.kind === 'trigger' && trigger.event === 'flow.called' ? { name: flow.name, plan } : null;
}

function callsOf({ steps }: Plan): string[] {
  return Object.values(steps).flatMap((step) => (step.kind === 'subflow' ? [step.flowId] : []));
}
