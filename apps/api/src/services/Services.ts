import type { Catalog } from '@noi/catalog';
import type { Connections, SandboxControl, SecretBox } from '@noi/connections';
import type { Db } from '@noi/db';
import type { Tracing } from '@noi/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import type { Auth } from '../auth/createAuth.ts';
import type { BacktestRunner } from '../backtests/engine/createBacktestRunner.ts';
import type { Metrics } from '../health/createMetrics.ts';
import type { Presence } from '../live/presence/createPresence.ts';
import type { RunControl } from '../runs/RunControl.ts';
import type { Config } from './Config.ts';

/** Everything that handlers reach the world through; made once in the composition root. */
export interface Services {
  readonly config: Config;
  readonly db: Db;
  readonly catalog: Catalog;
  readonly connections: Connections;
  /** Seals what only workers open again. */
  readonly seal: SecretBox;
  readonly runControl: RunControl;
  readonly backtests: Pick<BacktestRunner, 'start' | 'ring'>;
  readonly presence: Presence;
  readonly sandbox: SandboxControl;
  readonly auth: Auth;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
}
