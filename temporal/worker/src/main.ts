import { createCatalog } from '@noi/catalog';
import { createConnections, createNetworkPolicy, createSecretBox, openWebhookSecret, parseSecretKey } from '@noi/connections';
import { createDb } from '@noi/db';
import { bitrix24Package } from '@noi/nodes-bitrix24';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { googleSheetsPackage } from '@noi/nodes-google-sheets';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';
import { createLog, startTracing } from '@noi/telemetry';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { createHost, type Host } from './host/createHost.ts';
import { keepTrying } from './host/keepTrying.ts';
import { createMetrics } from './host/metrics.ts';
import { readSettings, type Settings } from './host/readSettings.ts';
import { serveStatus } from './host/serveStatus.ts';
import { createTemporalLogger } from './host/temporalLogger.ts';

/** The worker process: dispatcher and workers on one connection to Temporal, until it is told to stop. */
async function main(settings: Settings): Promise<void> {
  const logger = createLog({ program: 'worker', level: settings.NOI_LOG_LEVEL });
  Runtime.install({
    logger: createTemporalLogger(logger),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    shutdownSignals: [],
  });

  let stopAsked: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stopAsked = resolve;
  });
  let isWanted = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      isWanted = false;
      stopAsked();
    });
  }

  const tracing = await startTracing({ service: 'noi-worker', env: process.env });
  let host: Host | null = null;
  const metrics = createMetrics({ callsUnderWay: () => host?.inFlight.size ?? 0 });
  const db = createDb({ url: settings.DATABASE_URL });
  const status = await serveStatus({
    host: settings.NOI_WORKER_HOST,
    port: settings.NOI_WORKER_PORT,
    registry: metrics.registry,
    problem: async () =>
      host === null
        ? 'starting'
        : await db.ping().then(
            () => null,
            () => 'database',
          ),
  });

  try {
    const tries = { forMs: 60_000, pauseMs: 1_000, isWanted: () => isWanted, log: (line: string) => logger.info(line) };
    await keepTrying(() => db.ping(), { what: 'PostgreSQL', ...tries });
    const connection = await keepTrying(() => NativeConnection.connect({ address: settings.TEMPORAL_ADDRESS, grpcCompression: { codec: 'none' } }), {
      what: `Temporal at ${settings.TEMPORAL_ADDRESS}`,
      ...tries,
    });
    const catalog = createCatalog([corePackage, haravanPackage, ghnPackage, zaloPackage, googleSheetsPackage, bitrix24Package]);
    const seal = createSecretBox(parseSecretKey(settings.NOI_SECRET_KEY));
    const connections = createConnections({
      db,
      catalog,
      seal,
      network: createNetworkPolicy({ sandboxUrl: settings.NOI_SANDBOX_URL ?? null }),
      sandboxUrl: settings.NOI_SANDBOX_URL ?? null,
      ...(settings.NOI_SANDBOX_KEY === undefined ? {} : { sandboxKey: settings.NOI_SANDBOX_KEY }),
      now: () => new Date(),
      onLost: ({ workspaceId, connectionId }) => logger.warn({ workspaceId, connectionId }, 'an account is refused by its provider and wants attention'),
    });
    host = await keepTrying(
      async () =>
        createHost({
          db,
          catalog,
          connections,
          connection,
          workflowBundle: await loadBundle(settings),
          logger,
          namespace: settings.TEMPORAL_NAMESPACE,
          counts: metrics.counts,
          tracing,
          ...(settings.NOI_PUBLIC_URL === undefined ? {} : { publicUrl: settings.NOI_PUBLIC_URL.replace(/\/+$/, '') }),
          openSecret: (sealed, workspaceId) => openWebhookSecret(seal, { workspaceId, sealed }),
        }),
      { what: `Namespace ${settings.TEMPORAL_NAMESPACE} of Temporal`, ...tries },
    );
    logger.info('ready');
    await Promise.race([stopped, host.finished]);
    logger.info('stopping: no new work is taken, running steps finish');
    await host.stop();
    await connection.close();
    await connections.close();
  } finally {
    status.close();
    await db.close();
    // What is still here is sent; a collector that is away must not keep the process.
    await tracing.close().catch(() => undefined);
  }
  logger.info('stopped');
}

/** Built ahead in production; from source in development, where the bundler is installed. */
async function loadBundle({ NOI_WORKFLOW_BUNDLE }: Settings): Promise<{ codePath: string } | { code: string }> {
  if (NOI_WORKFLOW_BUNDLE !== undefined) return { codePath: NOI_WORKFLOW_BUNDLE };
  const { bundleWorkflows } = await import('./bundle/buildWorkflowBundle.ts');
  return bundleWorkflows();
}

try {
  await main(readSettings(process.env));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
