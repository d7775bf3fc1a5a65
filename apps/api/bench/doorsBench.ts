import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Db } from '@noi/db';
import { ghnPackage } from '@noi/nodes-ghn';
import { createLog } from '@noi/telemetry';
import { z } from 'zod';
import { createServer } from '../src/createServer.ts';
import { createRunControl } from '../src/runs/createRunControl.ts';
import { createServices } from '../src/services/createServices.ts';

export interface DoorsBenchOptions {
  /** A migrated database of its own. */
  readonly databaseUrl: string;
  /** Default 10. */
  readonly seconds?: number;
  /** Deliveries under way at once. Default 64. */
  readonly connections?: number;
  /** Over how long the burst comes. Default 20. */
  readonly burstSeconds?: number;
}

export interface DoorsBenchResult {
  readonly eventsPerSecond: number;
  readonly p99Ms: number;
  /** 1,000 parcels within the burst's seconds, each delivered twice. */
  readonly burst: { readonly accepted: number; readonly lost: number; readonly doubled: number; readonly p99Ms: number };
}

const Load = z.object({ stored: z.number(), failed: z.number(), elapsed: z.number(), p99: z.number() });
const secret = 'mot-chuoi-kho-doan';
const parcels = 1_000;
const header = 'X-Noi-Key';

/** Posts signed deliveries, each a new event, to the real doors over HTTP on a real database. Throws when any of them is turned away or lost. */
export async function benchDoors({ databaseUrl, seconds = 10, connections = 64, burstSeconds = 20 }: DoorsBenchOptions): Promise<DoorsBenchResult> {
  const config = {
    ...{
      port: 0,
      host: '127.0.0.1',
      dataDir: '',
      databaseUrl,
      secretKey: null,
      sandbox: null,
      webDir: null,
      isDemo: false,
      trustProxy: false as const,
      metricsToken: null,
      workerUrl: null,
      publicUrl: 'http://127.0.0.1',
    },
    temporal: { address: '127.0.0.1:1', namespace: 'default' },
    authSecret: randomBytes(24).toString('hex'),
  };
  const runControl = createRunControl(config.temporal);
  const services = createServices({
    config,
    packages: [ghnPackage],
    log: createLog({ program: 'api', level: 'warn' }),
    secretKey: randomBytes(32).toString('hex'),
    runControl,
  });
  const app = await createServer(services, { doorPerMinute: 10_000_000 });
  try {
    await app.listen({ port: 0, host: config.host });
    const { port } = app.server.address() as AddressInfo;
    const values = { token: 'token-of-ghn', shopId: '885', callbackHeader: header, callbackSecret: secret };
    const open = async (workspaceId: string) => {
      const { doorToken } = await services.connections.create({ workspaceId, type: 'ghn.shop', name: 'GHN', mode: 'live', values });
      return `http://127.0.0.1:${port}/hooks/${doorToken}`;
    };

    const load = await runLoad({ url: await open('bench'), seconds, connections });
    if (load.failed > 0 || load.stored === 0) throw new Error(`${load.failed} deliveries were turned away, ${load.stored} stored`);

    const burst = await runLoad({ url: await open('burst'), seconds: burstSeconds, connections, count: parcels });
    const stored = await storedParcels(services.db);
    return {
      eventsPerSecond: Math.round(load.stored / load.elapsed),
      p99Ms: tenths(load.p99),
      burst: { accepted: burst.stored, lost: parcels - new Set(stored).size, doubled: stored.length - new Set(stored).size, p99Ms: tenths(burst.p99) },
    };
  } finally {
    await app.close();
    await services.close();
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** The parcel of each event that the burst left. */
async function storedParcels(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (let before: string | undefined; ; ) {
    const page = await db.events.list({ workspaceId: 'burst', limit: 500, ...(before === undefined ? {} : { before }) });
    found.push(...page.flatMap((event) => (event.type === 'shipment.status_changed' ? [event.payload.shipment.trackingCode] : [])));
    before = page.at(-1)?.id;
    if (before === undefined) return found;
  }
}

async function runLoad(target: { url: string; seconds: number; connections: number; count?: number }): Promise<z.infer<typeof Load>> {
  const worker = new Worker(new URL('./load.mjs', import.meta.url), { workerData: { ...target, header, secret } });
  const failure = once(worker, 'error').then(([error]) => Promise.reject(error));
  const [result] = await Promise.race([once(worker, 'message'), failure]);
  return Load.parse(result);
}
