import type { Catalog } from '@noi/catalog';
import type { Db } from '@noi/db';
import type { ParsedEvent } from '@noi/events';
import { compileGraph, type Edge, type FlowGraph, type Step } from '@noi/flow';

type WithoutPlace<T> = T extends unknown ? Omit<T, 'position'> : never;
export type StepWithoutPlace = WithoutPlace<Step>;

/** A graph of one chain: each step follows the former by its first port, unless a wire says otherwise. */
export function chain(...steps: readonly StepWithoutPlace[]): FlowGraph {
  const edges: Edge[] = steps.slice(1).map((step, at) => {
    const from = steps[at];
    return { id: `e${at}`, from: from?.id ?? '', port: from?.kind === 'if' ? 'true' : from?.kind === 'approval' ? 'approved' : 'next', to: step.id };
  });
  return {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: Object.fromEntries(steps.map((step, at) => [step.id, { ...step, position: { x: 0, y: at * 120 } }])),
    edges,
  };
}

/** Publishes a graph as a live flow and returns its id. Throws the issues when it does not compile. */
export async function publishFlow({ db, catalog, workspaceId, graph }: { db: Db; catalog: Catalog; workspaceId: string; graph: FlowGraph }): Promise<string> {
  const flow = await db.flows.create({ workspaceId, name: 'Quy trình thử', graph });
  await publishVersion({ db, catalog, workspaceId, graph, flowId: flow.id });
  return flow.id;
}

type InFlight = NonNullable<Parameters<Db['flows']['publish']>[0]['inFlight']>;

/** Publishes another version of a flow. `at` is when its schedule begins to count; default now. */
export async function publishVersion(request: {
  db: Db;
  catalog: Catalog;
  workspaceId: string;
  flowId: string;
  graph: FlowGraph;
  at?: Date;
  inFlight?: InFlight;
}): Promise<void> {
  const { db, catalog, workspaceId, flowId, graph, at, inFlight } = request;
  const connections = (await db.connections.list(workspaceId)).map(({ id, type, state }) => ({ id, type, state }));
  const compiled = compileGraph({ graph, catalog, connections });
  if (!compiled.ok) throw new Error(`The test's flow does not compile: ${JSON.stringify(compiled.issues)}`);
  const trigger = compiled.plan.steps[compiled.plan.trigger];
  if (trigger?.kind !== 'trigger') throw new Error('The plan has no trigger');
  const subscription = {
    event: trigger.event,
    ...(trigger.source ? { source: trigger.source } : {}),
    ...(trigger.connectionId ? { connectionId: trigger.connectionId } : {}),
  };
  await db.flows.publish({
    workspaceId,
    id: flowId,
    graph,
    plan: compiled.plan,
    subscription,
    publishedBy: null,
    ...(at ? { at } : {}),
    ...(inFlight ? { inFlight } : {}),
  });
}

/** A new order, as a shop system tells of it. */
export function orderCreated(code: string, phone: string | null = '+84912345678'): ParsedEvent<'order.created'> {
  const at = '2026-11-20T02:30:00.000Z';
  return {
    type: 'order.created',
    externalId: `order.created:${code}`,
    occurredAt: at,
    payload: {
      order: {
        code,
        externalId: `id-${code}`,
        createdAt: at,
        total: 250_000,
        state: 'open',
        customer: { name: 'Nguyễn Thị Lan', ...(phone === null ? {} : { phone }) },
        lines: [],
      },
    },
  };
}

/** An order with a line whose title takes so many bytes. */
export function largeOrder(code: string, { bytes, phone }: { readonly bytes: number; readonly phone?: string }): ParsedEvent<'order.created'> {
  const event = orderCreated(code, phone);
  return { ...event, payload: { order: { ...event.payload.order, lines: [{ title: 'x'.repeat(bytes), quantity: 1, price: 0 }] } } };
}
