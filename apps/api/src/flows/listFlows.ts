import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { iso, isoOrNull } from '../trpc/wire.ts';
import { createFlowFacts } from './flowFacts.ts';
import { FlowSummary } from './flowViews.ts';
import { connectionFacts } from './requireFlow.ts';

const factsOf = createFlowFacts();

/** The shop's flows with what starts them, how their runs do and how much there is to fix. */
export async function readFlows(ctx: MemberContext): Promise<FlowSummary[]> {
  const { db, catalog } = ctx.services;
  const [flows, connections] = await Promise.all([db.flows.list(ctx.member.workspaceId), connectionFacts(ctx)]);
  return Promise.all(
    flows.map(async (flow) => ({
      id: flow.id,
      name: flow.name,
      status: flow.status,
      liveVersion: flow.liveVersion,
      isChanged: flow.isChanged,
      updatedAt: iso(flow.updatedAt),
      runs: flow.runs,
      lastRunAt: isoOrNull(flow.lastRunAt),
      ...(await factsOf({ flow, connections, catalog, load: () => db.flows.get({ workspaceId: flow.workspaceId, id: flow.id }) })),
    })),
  );
}

export const listFlows = memberProcedure.output(z.array(FlowSummary)).query(({ ctx }) => readFlows(ctx));
