import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import type { Db, ListedRun } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import type { DoomedHost } from './doomedHost.ts';
import { chain, orderCreated, publishFlow, publishVersion, type StepWithoutPlace } from './flows.ts';
import { createProbePackage } from './probePackage.ts';
import { runDoomed } from './runDoomed.ts';
import { ScriptedProvider } from './ScriptedProvider.ts';
import { startTestHost, type TestHost } from './startTestHost.ts';
import { until } from './until.ts';

export const later = (amount: number, unit: 'seconds' | 'days'): StepWithoutPlace => ({
  id: 'later',
  kind: 'wait',
  wait: { type: 'duration', amount, unit },
});

export const send = (id: string, text = id): StepWithoutPlace => ({
  id,
  kind: 'action',
  node: 'probe.send_none',
  nodeVersion: 1,
  input: { phone: '{{ trigger.order.customer.phone }}', text: `${text} {{ trigger.order.code }}` },
});

const trigger = { id: 'trigger', kind: 'trigger', node: 'probe.orderCreated', nodeVersion: 1, input: {} } as const;
/** A house whose workers come and go, with shops whose flows are published again while their runs wait. */
export async function aMovingHouse(temporalAddress: string) {
  const [database, provider] = await Promise.all([createTestDatabase(), ScriptedProvider.start()]);
  const { db, url: databaseUrl } = database;
  const catalog = createCatalog([createProbePackage({ providerUrl: provider.url })]);
  const servers = { databaseUrl, temporalAddress, taskQueue: `moves-${randomUUID()}` };

  return {
    ...{ db, databaseUrl },
    worker: (): Promise<TestHost> => startTestHost({ ...servers, probe: { providerUrl: provider.url } }),
    doomedWorker: (death: Pick<DoomedHost, 'killAtPoint'>) => runDoomed({ ...servers, providerUrl: provider.url, ...death }),
    /** The flow of a shop of its own, with runs for these orders that have come to the step `later`. */
    async waitingRuns(codes: readonly string[], steps: readonly StepWithoutPlace[]) {
      const workspaceId = randomUUID();
      const flowId = await publishFlow({ db, catalog, workspaceId, graph: chain(trigger, ...steps) });
      const order = (...news: readonly string[]) =>
        db.events.store(news.map((code) => ({ workspaceId, source: 'haravan', connectionId: null, event: orderCreated(code) })));
      await order(...codes);
      await until(async () => (await waiting(db, { workspaceId, flowId })) === codes.length, { what: `${codes.length} runs to wait`, ms: 90_000 });
      const runOf = async (code: string): Promise<ListedRun | undefined> =>
        (await db.runs.list({ workspaceId, flowId, limit: 200 })).find(({ subject }) => subject === code);
      const progress = () => db.moves.latest({ workspaceId, flowId, at: new Date() });
      return {
        ...{ workspaceId, flowId, order, runOf, progress },
        publish: (next: readonly StepWithoutPlace[], choice?: 'move' | 'cancel', startsAt = new Date()) =>
          publishVersion({
            ...{ db, catalog, workspaceId, flowId, graph: chain(trigger, ...next) },
            ...(choice ? { inFlight: { choices: { later: choice }, startsAt } } : {}),
          }),
        ended: (code: string): Promise<ListedRun> =>
          until(
            async () => {
              const run = await runOf(code);
              return run?.endedAt ? run : null;
            },
            { what: `${code} to end`, ms: 60_000, everyMs: 200 },
          ),
        through: () => until(async () => (await progress())?.state === 'done', { what: 'the move to be through', ms: 30_000 }),
        /** What the customer of this order got. */
        texts: (code: string) => provider.delivered.map(({ text }) => text).filter((text) => text.endsWith(` ${code}`)),
      };
    },
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function waiting(db: Db, key: { workspaceId: string; flowId: string }): Promise<number> {
  const runs = await db.runs.list({ ...key, state: 'waiting', limit: 200 });
  return runs.filter((run) => run.waiting?.stepId === 'later').length;
}
