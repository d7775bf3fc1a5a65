import type { Db } from '@noi/db';
import { createWorkspaceLabels } from '@noi/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { createRecordGauges } from './createRecordGauges.ts';
import { createWorkerMetrics } from './createWorkerMetrics.ts';

export type DoorOutcome = 'stored' | 'repeated' | 'empty' | 'handshake' | 'unknown' | 'unsigned' | 'unreadable' | 'too_large' | 'too_many' | 'failed';

/** What is counted, for `/metrics`. Labels name workspaces by their id, never a person or an address. */
export interface Metrics {
  /** `workspaceId` is `null` for an address that nobody has. */
  door(fact: { workspaceId: string | null; packageId: string; outcome: DoorOutcome; seconds: number }): void;
  request(fact: { method: string; route: string; status: number; seconds: number }): void;
  /** Everything in the text form of Prometheus: what this process counted, how the records stand, and what the worker beside it counted. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsOptions {
  /** Also memory, CPU and event loop of this process. */
  readonly withProcess: boolean;
  readonly db: Pick<Db, 'gauges'>;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
  /** Where the worker beside this process tells its state. */
  readonly workerUrl: string | null;
}

/** One registry per server, so that several can live in one process (tests, bench). */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const shop = createWorkspaceLabels();
  const records = createRecordGauges({ ...options, registry, shop });
  const worker = createWorkerMetrics({ ...options, registry });
  if (options.withProcess) collectDefaultMetrics({ register: registry, prefix: 'noi_api_' });
  const registers = [registry];
  const doors = new Counter({
    name: 'noi_door_deliveries_total',
    help: 'Deliveries at webhook doors',
    labelNames: ['workspace', 'package', 'outcome'],
    registers,
  });
  const doorSeconds = new Histogram({
    name: 'noi_door_seconds',
    help: 'From delivery to answer',
    labelNames: ['package'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const requests = new Histogram({
    name: 'noi_http_seconds',
    help: 'Answers by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });

  return {
    door({ workspaceId, packageId, outcome, seconds }) {
      doors.inc({ workspace: workspaceId === null ? 'none' : shop(workspaceId), package: packageId, outcome });
      doorSeconds.observe({ package: packageId }, seconds);
    },
    request: ({ seconds, ...labels }) => requests.observe(labels, seconds),
    async text() {
      const [theirs] = await Promise.all([worker.text(), records.refresh()]);
      return `${await registry.metrics()}\n${theirs}`;
    },
    contentType: registry.contentType,
  };
}
