import type { Journey, ListedRun } from '@noi/db';
import { AppError } from '@noi/errors';
import { eventLabels } from '@noi/events';
import { type MatchKey, stepOf, stepTitle } from '@noi/flow';
import { z } from 'zod';
import { MessageView, toMessageView } from '../messages/listMessages.ts';
import { whom } from '../runs/runFilter.ts';
import { RunView, toRunView } from '../runs/runViews.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { IsoTime, iso, isoOrNull, Text } from '../trpc/wire.ts';

const JourneyView = z.object({
  /** Whose journey it is: one of them is set. */
  phone: z.string().nullable(),
  orderCode: z.string().nullable(),
  customerName: z.string().nullable(),
  orders: z.array(
    z.object({
      code: z.string(),
      state: z.string(),
      total: z.number(),
      placedAt: IsoTime,
      deliveredAt: IsoTime.nullable(),
    }),
  ),
  /** Newest first, each kind by itself. */
  runs: z.array(RunView),
  events: z.array(z.object({ id: z.string(), title: Text, at: IsoTime, orderCode: z.string().nullable() })),
  messages: z.array(MessageView),
  /** What is to come, the soonest first. */
  waits: z.array(z.object({ runId: z.string(), flowName: z.string(), title: Text, since: IsoTime, until: IsoTime.nullable() })),
  isCut: z.boolean(),
});

/** As many runs, events and messages are shown. */
const most = 200;

/** What the flows did, do and will do with one customer (by phone) or one order (by code). */
export const readJourney = memberProcedure
  .input(z.object({ find: z.string().trim().min(1).max(120) }))
  .output(JourneyView)
  .query(async ({ ctx, input }) => {
    const [key] = whom(input.find).about ?? [];
    if (key === undefined)
      throw new AppError('invalid_request', { message: 'Neither a phone number nor an order’s code', issues: [{ field: 'find', message: 'not a key' }] });
    const journey = await ctx.services.db.journeys.read({ workspaceId: ctx.member.workspaceId, key, limit: most });
    const { orders, runs, events, messages, isCut } = journey;
    return {
      phone: afterPrefix(key, 'customer:'),
      orderCode: afterPrefix(key, 'order:'),
      customerName: orders.find(({ customerName }) => customerName !== null)?.customerName ?? runs.find(({ customer }) => customer !== null)?.customer ?? null,
      orders: orders.map(({ code, state, total, placedAt, deliveredAt }) => ({
        code,
        state,
        total,
        placedAt: iso(placedAt),
        deliveredAt: isoOrNull(deliveredAt),
      })),
      runs: runs.map(toRunView),
      events: events.map(({ id, type, occurredAt, orderKey }) => ({
        ...{ id, title: eventLabels[type], at: iso(occurredAt) },
        orderCode: orderKey === null ? null : afterPrefix(orderKey, 'order:'),
      })),
      messages: messages.map(toMessageView),
      waits: await namedWaits(ctx, journey),
      isCut,
    };
  });

function afterPrefix(key: MatchKey, prefix: 'order:' | 'customer:'): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

/** Waits with the names that their versions give these steps. */
async function namedWaits(ctx: MemberContext, { runs, waits }: Journey) {
  const { db, catalog } = ctx.services;
  const runOf = new Map<string, ListedRun>(runs.map((run) => [run.id, run]));
  const versionIds = [...new Set(waits.flatMap(({ runId }) => runOf.get(runId)?.versionId ?? []))];
  const versions = await Promise.all(versionIds.map((versionId) => db.flows.version({ workspaceId: ctx.member.workspaceId, versionId })));
  const graphs = new Map(versions.flatMap((version) => (version === null ? [] : [[version.id, version.graph] as const])));
  return waits.flatMap(({ runId, stepId, since, until }) => {
    const run = runOf.get(runId);
    const graph = run && graphs.get(run.versionId);
    const step = graph && stepOf(graph, stepId);
    if (!run || !graph || !step) return [];
    return [{ runId, flowName: run.flowName, title: stepTitle({ step, graph, catalog }), since: iso(since), until: isoOrNull(until) }];
  });
}
