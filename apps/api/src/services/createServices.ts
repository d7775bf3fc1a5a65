import { createCatalog } from '@noi/catalog';
import { createConnections, createNetworkPolicy, createSandboxControl, createSecretBox, type NetworkPolicy, parseSecretKey } from '@noi/connections';
import { createDb } from '@noi/db';
import type { NodePackage } from '@noi/node-sdk';
import { noTracing, type Tracing } from '@noi/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import { createAuth } from '../auth/createAuth.ts';
import { createBacktestRunner } from '../backtests/engine/createBacktestRunner.ts';
import { createMetrics } from '../health/createMetrics.ts';
import { createPresence } from '../live/presence/createPresence.ts';
import { createRunControl } from '../runs/createRunControl.ts';
import type { RunControl } from '../runs/RunControl.ts';
import { nodeWords } from '../trials/nodeWords.ts';
import type { Config } from './Config.ts';
import type { Services } from './Services.ts';

export interface ServicesOptions {
  readonly config: Config;
  readonly packages: readonly NodePackage[];
  readonly log: FastifyBaseLogger;
  /** Without it nothing is traced. */
  readonly tracing?: Tracing;
  /** Key of the connections' secrets, in hex or base64. */
  readonly secretKey: string;
  readonly now?: () => Date;
  /** In place of the real ones, for tests. */
  readonly runControl?: RunControl;
  readonly network?: NetworkPolicy;
}

/** Puts the API's parts together. */
export function createServices(options: ServicesOptions): Services & { close(): Promise<void> } {
  const { config, log, now = () => new Date(), tracing = noTracing } = options;
  const db = createDb({ url: config.databaseUrl, onError: (err) => log.warn({ err }, 'a database connection broke') });
  const catalog = createCatalog(options.packages);
  const runControl = options.runControl ?? createRunControl(config.temporal);
  const seal = createSecretBox(parseSecretKey(options.secretKey));
  const connections = createConnections({
    ...{ db, catalog, now },
    seal,
    network: options.network ?? createNetworkPolicy({ sandboxUrl: config.sandbox?.url ?? null }),
    sandboxUrl: config.sandbox?.url ?? null,
    ...(config.sandbox && { sandboxKey: config.sandbox.key }),
    async onMended({ workspaceId, connectionId }) {
      await db.waits.answerHeld({ workspaceId, holdKey: `connection:${connectionId}`, answer: { outcome: 'again' }, now: now() });
    },
  });
  const backtests = createBacktestRunner({ db: { backtests: db.backtests }, words: nodeWords(catalog), log, now });
  const presence = createPresence({ db, now });
  const sandbox = createSandboxControl(config.sandbox);
  const metrics = createMetrics({ db, log, now, workerUrl: config.workerUrl, withProcess: options.runControl === undefined });
  return {
    ...{ config, db, catalog, connections, seal, runControl, backtests, presence, sandbox, metrics, tracing, log, now },
    auth: createAuth(db, config),
    async close() {
      await backtests.close();
      await connections.close();
      await runControl.close();
      await db.close();
      // What is still here is sent; a collector that is away must not keep the process.
      await tracing.close().catch(() => undefined);
    },
  };
}
