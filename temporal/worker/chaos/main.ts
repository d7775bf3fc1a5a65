import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort } from '@noi/ports';
import { startProduct } from '../../../scripts/setup/product.mjs';
import { nodeArgs } from '../../../scripts/setup/programs.mjs';
import { chaosFlows } from './flows.ts';
import { kill, planKills } from './kill.ts';
import { chance } from './random.ts';
import { pause, Shop } from './Shop.ts';
import { isQuiet, judge, readRuns } from './verdict.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '300' },
    kills: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const root = fileURLToPath(new URL('../../..', import.meta.url));
const { seed } = values;
/** Every order starts one run of each of the flows. */
const orders = Math.max(1, Math.ceil(Number(values.runs) / 5));
const kills = Number(values.kills ?? Math.max(4, Math.ceil(orders / 6)));
const overMs = Math.max(kills * 5_000, orders * 100);

const dataDir = await mkdtemp(join(tmpdir(), 'noi-chaos-'));
let stop = async () => {};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().then(() => process.exit(1)));
try {
  process.exitCode = await run();
} catch (thrown) {
  console.error(thrown);
  process.exitCode = 1;
} finally {
  await stop();
  if (values.keep) console.log(`Kept: ${dataDir}`);
  else await rm(dataDir, { recursive: true, force: true });
}
process.exit();

async function run(): Promise<number> {
  const port = await freePort();
  const product = await startProduct({
    root,
    port,
    dataDir,
    onStop(given: () => Promise<void>) {
      stop = given;
    },
    env: {
      ...{ ...process.env, NOI_CHAOS_SANDBOX: join(root, 'apps/sandbox/dist/main.js'), NOI_CHAOS_SEED: seed },
      NOI_WORKFLOW_BUNDLE: join(root, 'temporal/worker/dist/workflows.js'),
    },
    files: {
      migrate: [join(root, 'packages/db/dist/migrate.js'), join(root, 'packages/db/prisma/migrations')],
      sandbox: ['--import', 'tsx', fileURLToPath(new URL('./provider.ts', import.meta.url))],
      worker: [...nodeArgs.worker, join(root, 'temporal/worker/dist/main.js')],
      api: [...nodeArgs.program, join(root, 'apps/api/dist/main.js')],
    },
  });
  const demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as { apiKey: string };
  const shop = new Shop({ url: product.url, apiKey: demo.apiKey, databaseUrl: product.databaseUrl });
  const providerUrl = product.sandboxUrl;
  const [zalo, webhook] = [await shop.connection('zalo.oa'), await shop.connection('core.webhook')];
  const flows = chaosFlows(providerUrl, { zalo: zalo.id, webhook: webhook.id });
  const flowIds: Record<string, string> = {};
  for (const [name, { graph }] of Object.entries(flows)) flowIds[name] = await shop.publish(name, graph);

  let killed = 0;
  const killing = planKills({ seed, kills, overMs, random: chance }).map(async ({ victim, atMs }) => {
    await pause(atMs);
    // Just being started again: a moment later it is there.
    for (let tries = 0; tries < 40 && !kill(victim, dataDir); tries += 1) await pause(250);
    killed += 1;
    console.log(`${(atMs / 1000).toFixed(1)} s: killed ${victim}`);
  });
  const told = (await Promise.all(Array.from({ length: orders }, (_, index) => tellOf(index)))).flat();
  await Promise.all(killing);

  const expected = told.reduce((sum, { flows: names }) => sum + names.length, 0);
  const patience = Date.now() + 120_000 + expected * 200;
  for (let runs = await readRuns(shop); !isQuiet(runs, expected) && Date.now() < patience; runs = await readRuns(shop)) await pause(1_000);
  const verdict = await judge({ shop, temporalAddress: product.temporal.address, providerUrl, flows, flowIds, told });
  for (const [what, lines] of Object.entries(verdict)) if (Array.isArray(lines)) for (const line of lines) console.log(`${what}: ${line}`);
  const { lost, doubled, ghosts, unknownAsked } = verdict;
  await stop();
  console.log(JSON.stringify({ runs: expected, kills: killed, lost: lost.length, doubled: doubled.length, ghosts: ghosts.length, unknownAsked }));
  return lost.length + doubled.length + ghosts.length === 0 ? 0 : 1;

  /** One order: told by its shop, paid in time or late, and its form posted to the door. */
  async function tellOf(index: number): Promise<{ order: string; event: string; flows: string[] }[]> {
    const order = `C${index}`;
    await pause(chance(`${seed} order ${index}`) * overMs);
    const at = new Date().toISOString();
    const lines = ['A', 'B', 'C'].map((name) => ({ title: name, quantity: 1, price: 10_000 }));
    // The emulator knows nobody whose number ends in 000x.
    const phone = `+8491${String(index).padStart(6, '0')}5`;
    await shop.tell({
      ...{ type: 'order.created', externalId: `order ${order}` },
      payload: { order: { code: order, externalId: order, createdAt: at, total: 30_000, state: 'open', customer: { name: 'Lan', phone }, lines } },
    });
    const knocked = shop.knock(webhook.webhookUrl ?? '', { id: `form-${order}`, code: order });
    await pause(chance(`${seed} paid ${index}`) * 18_000);
    await shop.tell({ type: 'payment.received', externalId: `paid ${order}`, payload: { orderCode: order, amount: 30_000, paidAt: new Date().toISOString() } });
    await knocked;
    return [
      { order, event: `order ${order}`, flows: ['thank', 'retry', 'event', 'shapes'] },
      { order, event: await doorEvent(order), flows: ['unsure'] },
    ];
  }

  /** Under which name the door stored what was posted. */
  async function doorEvent(order: string): Promise<string> {
    const [stored] = await shop.rows<{ external_id: string }>(
      `select external_id from event where type = 'webhook.received' and payload -> 'body' ->> 'id' = 'form-${order}'`,
    );
    return stored?.external_id ?? `form-${order} (not stored)`;
  }
}
