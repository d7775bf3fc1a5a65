import type { ParsedEvent } from '@noi/events';
import { emptyGraph, type FlowGraph, type Plan } from '@noi/flow';
import type { Db, EnteredRun, NewEvent, RunRow } from './Db.ts';
import { newId } from './newId.ts';

/** A recorded fact of little interest; its external id is what tests tell it by. */
export function anEvent(workspaceId: string, externalId: string, source = 'api'): NewEvent {
  const event: ParsedEvent = { type: 'webhook.received', externalId, occurredAt: '2026-11-22T03:00:00.000Z', payload: { body: { externalId }, query: {} } };
  return { workspaceId, source, connectionId: null, event };
}

export function aGraph(timezone = 'Asia/Ho_Chi_Minh'): FlowGraph {
  return { ...emptyGraph(), settings: { timezone } };
}

export function aPlan(hash: string): Plan {
  return { hash, engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'start', steps: {}, levels: {} };
}

/** A published flow that listens to webhooks. */
export async function aLiveFlow(db: Db, workspaceId: string, name = 'Xin đánh giá') {
  const { id } = await db.flows.create({ workspaceId, name, graph: aGraph() });
  const version = await db.flows.publish({
    workspaceId,
    id,
    graph: aGraph(),
    plan: aPlan(`hash-${id}`),
    subscription: { event: 'webhook.received' },
    publishedBy: null,
  });
  return { id, version };
}

/** A new version of such a flow, with a step `send` that is named in both languages, and a step `other` whose name is the same in both. */
export async function aTitledFlow(db: Db, { workspaceId, id }: { workspaceId: string; id: string }) {
  const step = (stepId: string, titles: { title: string; titleEn?: string }) => ({ ...titles, id: stepId, kind: 'stop', level: 'root' }) as const;
  const steps = { send: step('send', { title: 'Gửi ZNS', titleEn: 'Send ZNS' }), other: step('other', { title: 'Cảm ơn' }) };
  const plan = { ...aPlan(`titled-${id}`), steps };
  const version = await db.flows.publish({ ...{ workspaceId, id, graph: aGraph(), plan, publishedBy: null }, subscription: { event: 'webhook.received' } });
  return { id, version };
}

/** Runs of a flow, one for each entry key, as the dispatcher makes them. */
export async function startRuns(
  db: Db,
  { workspaceId, flow, keys }: { workspaceId: string; flow: Awaited<ReturnType<typeof aLiveFlow>>; keys: readonly string[] },
) {
  let created: readonly RunRow[] = [];
  await db.events.store([anEvent(workspaceId, `start-${newId()}`)]);
  await db.dispatch.batch(1000, async ({ createRuns, events }) => {
    const eventId = events.at(-1)?.id ?? newId();
    const facts = {
      workspaceId,
      flowId: flow.id,
      versionId: flow.version.id,
      planHash: flow.version.planHash,
      engine: 1,
      workflowId: `wf-${newId()}`,
      eventId,
    };
    created = await createRuns(keys.map((entryKey) => ({ ...facts, entryKey, subject: entryKey, customer: 'Lan' })));
  });
  return created;
}

/** Runs of a flow with rules of entry, in order of arrival; answers with their ids. */
export async function enterRuns(
  db: Db,
  {
    workspaceId,
    flow,
    runs,
  }: {
    workspaceId: string;
    flow: Awaited<ReturnType<typeof aLiveFlow>>;
    runs: readonly Pick<EnteredRun, 'state' | 'person' | 'lane' | 'laneLimit'>[];
  },
): Promise<readonly string[]> {
  const entered = runs.map((run) => ({ ...run, id: newId() }));
  const facts = { workspaceId, flowId: flow.id, versionId: flow.version.id, planHash: flow.version.planHash, engine: 1, dedupe: null, trigger: null };
  await db.events.store([anEvent(workspaceId, `entry-${newId()}`)]);
  await db.dispatch.batch(1000, async ({ entry, events }) => {
    const eventId = events.at(-1)?.id ?? newId();
    await entry.save({
      runs: entered.map((run, nr) => ({
        ...{ ...facts, ...run, eventId },
        ...{ entryKey: run.id, workflowId: `wf-${run.id}`, subject: `DH-${nr + 1}`, customer: 'Lan' },
      })),
      ...{ marks: [], refusals: [], gathered: [], ends: [], at: new Date() },
    });
  });
  return entered.map(({ id }) => id);
}
