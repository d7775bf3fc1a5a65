import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type DoorOutcome = 'stored' | 'repeated' | 'empty' | 'handshake' | 'unknown' | 'unsigned' | 'unreadable' | 'too_large' | 'too_many' | 'failed';

/** What is counted, for `/metrics`. Labels never name a person, a shop or an address. */
export interface Metrics {
  door(fact: { packageId: string; outcome: DoorOutcome; seconds: number }): void;
  request(fact: { method: string; route: string; status: number; seconds: number }): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** One registry per server, so that several can live in one process (tests, bench). */
export function createMetrics(options: { withProcess: boolean }): Metrics {
  const registry = new Registry();
  if (options.withProcess) collectDefaultMetrics({ register: registry, prefix: 'noi_api_' });
  const registers = [registry];
  const doors = new Counter({ name: 'noi_door_deliveries_total', help: 'Deliveries at webhook doors', labelNames: ['package', 'outcome'], registers });
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
    door({ packageId, outcome, seconds }) {
      doors.inc({ package: packageId, outcome });
      doorSeconds.observe({ package: packageId }, seconds);
    },
    request: ({ seconds, ...labels }) => requests.observe(labels, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
