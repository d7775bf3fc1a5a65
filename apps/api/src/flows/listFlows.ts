import { quietWords } from '@noi/flow';
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
  const { workspaceId } = ctx.member;
  const [flows, connections, files, silences] = await Promise.all([
    db.flows.list(workspaceId),
    connectionFacts(ctx),
    db.shopFiles.list(workspaceId),
    db.alerts.list({ workspaceId, isOpen: true, kind: 'trigger_quiet', limit: 500 }),
  ]);
  const quiet = new Map(silences.map(({ facts }) => [facts.flowId, quietWords({ quietHours: 0, usualPerDay: 0, ...facts })]));
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
      quiet: flow.status === 'live' ? (quiet.get(flow.id) ?? null) : null,
      ...(await factsOf({ flow, connections, files, catalog, load: () => db.flows.get({ workspaceId: flow.workspaceId, id: flow.id }) })),
    })),
  );
}

export const listFlows = memberProcedure.output(z.array(FlowSummary)).query(({ ctx }) => readFlows(ctx));
