import { type Catalog, createCatalog } from '@noi/catalog';
import { type Connections, createConnections, createNetworkPolicy, createSecretBox } from '@noi/connections';
import { createDb, type Db } from '@noi/db';
import { createTestHttp } from '@noi/node-testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { NativeConnection } from '@temporalio/worker';
import { createHost, type Host, type HostOptions } from '../host/createHost.ts';
import { createProbePackage, type ProbeOptions } from './probePackage.ts';
import { quietTemporal } from './quietTemporal.ts';

export interface TestHostOptions {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly taskQueue: string;
  /** The file of the workflows' bundle; without it that of today's sources. */
  readonly workflowBundle?: string;
  readonly probe: ProbeOptions;
  readonly onPoint?: HostOptions['onPoint'];
  /** The activities' clock. */
  readonly now?: () => Date;
  readonly hasConsent?: HostOptions['hasConsent'];
  readonly counts?: HostOptions['counts'];
  readonly tracing?: HostOptions['tracing'];
  /** Default 5 000. */
  readonly probeForMs?: number;
  /** Default 3 000, so that what a killed process had in hand is soon taken up. */
  readonly workflowTaskTimeoutMs?: number;
  /** Without it no lost host is looked for while the test runs. */
  readonly sweep?: { readonly sweepMs: number; readonly lostAfterMs: number };
}

export interface TestHost extends AsyncDisposable {
  readonly host: Host;
  readonly db: Db;
  readonly catalog: Catalog;
  /** The shops' accounts at the probe's provider. */
  readonly accounts: Connections;
  /** Warnings and worse, for the assertion messages of tests. */
  readonly log: string[];
}

/** A whole worker in this process on real servers, whose only package is the probe. */
export async function startTestHost(options: TestHostOptions): Promise<TestHost> {
  quietTemporal();
  const log: string[] = [];
  const note = (facts: object, message: string) => void log.push(`${message} ${JSON.stringify(facts)}`);
  const db = createDb({ url: options.databaseUrl, poolSize: 8 });
  const catalog = createCatalog([createProbePackage(options.probe)]);
  const connection = await NativeConnection.connect({ address: options.temporalAddress, grpcCompression: { codec: 'none' } });
  const http = createTestHttp({ services: {} });
  const bare = { http, client: undefined, redact: (value: unknown) => value, problem: null, lose: async () => 'renewed' as const };
  const { now = () => new Date() } = options;
  const accounts = createConnections({
    ...{ db, catalog, now, sandboxUrl: null, seal: createSecretBox(Buffer.alloc(32, 1)) },
    network: createNetworkPolicy({ sandboxUrl: options.probe.providerUrl }),
    onMended: async ({ workspaceId, connectionId }) => {
      await db.waits.answerHeld({ workspaceId, holdKey: `connection:${connectionId}`, answer: { outcome: 'again' }, now: now() });
    },
  });
  const connections: HostOptions['connections'] = {
    context: async (request) => (request.connectionId === null ? bare : await accounts.context(request)),
  };
  const host = await createHost({
    db,
    catalog,
    connections,
    connection,
    workflowBundle: { codePath: options.workflowBundle ?? (await workflowBundleFile()) },
    logger: { debug: () => undefined, info: () => undefined, warn: note },
    taskQueue: options.taskQueue,
    timings: {
      abandonedAfterMs: 1_000,
      strandedAfterMs: 500,
      pollMs: 200,
      leaseMs: 2_000,
      workflowTaskTimeoutMs: options.workflowTaskTimeoutMs ?? 3_000,
      probeForMs: options.probeForMs ?? 5_000,
      ...options.sweep,
    },
    ...(options.onPoint ? { onPoint: options.onPoint } : {}),
    now,
    ...(options.hasConsent ? { hasConsent: options.hasConsent } : {}),
    ...(options.counts ? { counts: options.counts } : {}),
    ...(options.tracing ? { tracing: options.tracing } : {}),
  });
  return {
    host,
    db,
    catalog,
    accounts,
    log,
    async [Symbol.asyncDispose]() {
      await host.stop();
      await accounts.close();
      await connection.close();
      await db.close();
    },
  };
}
