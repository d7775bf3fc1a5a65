import {
  type ActionDefinition,
  type AnyAction,
  type ConnectionDefinition,
  type ConnectionValues,
  type DynamicFields,
  type HttpClient,
  type LookUpResult,
  loadOptionPage,
  type NodePackage,
  type Option,
  type PhoneTap,
  type RawDelivery,
  type WebhookDefinition,
} from '@noi/node-sdk';
import type { z } from 'zod';
import type { RunningEmulator } from '../server/createEmulators.ts';
import type { Fault } from '../server/createFaults.ts';
import { createMemoryStore } from '../server/createMemoryStore.ts';
import { createSandboxServer, type SandboxServer } from '../server/createSandboxServer.ts';
import type { PhoneThread, ShownMessage } from '../server/SandboxServerStore.ts';
import { createDoor, type Door } from './createDoor.ts';
import { createTestHttp } from './createTestHttp.ts';
import { type RunActionOptions, runAction, runLookUp } from './runAction.ts';
import { runWebhook, type WebhookOutcome } from './runWebhook.ts';

export interface NodeHarnessOptions {
  /** Connection type to open; the package's first when left out. */
  readonly type?: string;
  readonly clock?: { now(): Date };
  readonly shopName?: string;
  /** Limit of every call; a busy machine needs longer ones, so prefer the limit of one call. */
  readonly timeoutMs?: number;
}

type CallOptions = Pick<RunActionOptions, 'files' | 'idempotencyKey' | 'attempt'> & {
  /** Instead of the account's. */
  readonly values?: ConnectionValues;
  /** Limit of this call alone: short, so that a hanging provider is cheap to test. */
  readonly timeoutMs?: number;
};

/** The workspace of every harness. */
const workspaceId = 'test-shop';

/** One package against its own emulator, with an opened account and a door of its own. */
export interface NodeHarness extends AsyncDisposable {
  readonly server: SandboxServer;
  readonly emulator: RunningEmulator;
  readonly connection: ConnectionDefinition;
  /** What the emulator gave when the account was opened. */
  readonly values: ConnectionValues;
  readonly services: Readonly<Record<string, string>>;
  readonly door: Door;
  readonly phone: {
    phoneThreads(limit: number): Promise<readonly PhoneThread[]>;
    phoneMessages(to: string, limit: number): Promise<readonly ShownMessage[]>;
  };
  /** An HTTP client signed with the account's values, or with the given ones. */
  http(values?: ConnectionValues): HttpClient;
  client(values?: ConnectionValues): unknown;
  /** Parses the input, runs the action, checks its output. `values` replace the account's. */
  run<I extends z.ZodObject, O extends z.ZodObject>(action: ActionDefinition<I, O>, input: z.input<I>, call?: CallOptions): Promise<z.infer<O>>;
  lookUp<I extends z.ZodObject, O extends z.ZodObject>(
    action: ActionDefinition<I, O>,
    input: z.input<I>,
    call?: CallOptions,
  ): Promise<LookUpResult<z.infer<O>>>;
  /** All choices, page after page. */
  options(action: AnyAction, field: string, form?: { input?: Readonly<Record<string, unknown>>; search?: string }): Promise<readonly Option[]>;
  dynamicFields(action: AnyAction, field: string, input: Readonly<Record<string, unknown>>): Promise<DynamicFields>;
  test(values?: ConnectionValues): Promise<{ readonly account: string }>;
  /** The connection's refresh, as the host runs it: unsigned HTTP, changed values on top of the old ones. */
  refresh(values?: ConnectionValues): Promise<ConnectionValues>;
  fault(fault: z.input<typeof Fault>): void;
  clearFaults(): void;
  play(scenario: string, input?: Readonly<Record<string, unknown>>): Promise<{ readonly summary: { readonly vi: string; readonly en: string } }>;
  tap(messageId: string, tap: PhoneTap): Promise<void>;
  /** Waits until the emulator's callbacks are answered, then gives (and forgets) what the door got, in order. */
  takeDeliveries(): Promise<readonly RawDelivery[]>;
  webhook(webhook: WebhookDefinition, delivery: RawDelivery, values?: ConnectionValues): WebhookOutcome;
}

/**
 * Starts the package's emulator in memory, opens an account whose callbacks come to a door on this machine, and runs nodes on it.
 *
 * @example
 * ```ts
 * await using harness = await createNodeHarness(ghnPackage);
 * const parcel = await harness.run(createShipment, { orderCode: '100020', … });
 * await harness.play('delivered', { code: parcel.trackingCode });
 * const [picked] = await harness.takeDeliveries();
 * ```
 */
export async function createNodeHarness(nodePackage: NodePackage, options: NodeHarnessOptions = {}): Promise<NodeHarness> {
  const { clock = { now: () => new Date() }, shopName = 'Nhà sách Minh Tâm' } = options;
  const type = options.type ?? nodePackage.connections[0]?.id;
  const connection = nodePackage.connections.find(({ id }) => id === type);
  if (connection === undefined) throw new Error(`The package ${nodePackage.id} has no connection ${type}`);

  const store = createMemoryStore();
  const server = await createSandboxServer({ packages: [nodePackage], store, phone: store, key: 'test', clock });
  const door = await createDoor(() => clock.now());
  const key = { workspaceId, packageId: nodePackage.id };
  const emulator = await server.emulator(key);
  const { sandbox, services } = emulator;
  const values = await sandbox.openAccount({ type: connection.id, doorUrl: door.url, shopName });

  const http = (given: ConnectionValues = values, limit: { timeoutMs?: number } = options) =>
    createTestHttp({ connection, values: given, services, now: clock.now, ...timeout(limit) });
  const client = (given: ConnectionValues = values) => connection.openClient?.({ values: given, checkHost: async (host) => host });
  const contextOf = ({ values: given, timeoutMs, ...call }: CallOptions = {}): RunActionOptions => ({
    ...call,
    http: http(given, timeoutMs === undefined ? options : { timeoutMs }),
    client: client(given),
    now: clock.now(),
  });

  return {
    server,
    emulator,
    connection,
    values,
    services,
    door,
    phone: {
      phoneThreads: (limit) => store.phoneThreads(workspaceId, limit),
      phoneMessages: (to, limit) => store.phoneMessages({ workspaceId, to }, limit),
    },
    http: (given) => http(given),
    client,
    run: (action, input, call) => runAction(action, input, contextOf(call)),
    lookUp: (action, input, call) => runLookUp(action, input, contextOf(call)),
    async options(action, field, { input = {}, search = '' } = {}) {
      const load = action.options?.[field];
      if (load === undefined) throw new Error(`${action.id} loads no options for ${field}`);
      const context = { http: http(), client: client(), input, search };
      const first = await loadOptionPage(load, context);
      const found = [...first.options];
      for (let { next } = first; next !== undefined; ) {
        const page = await loadOptionPage(load, { ...context, cursor: next });
        found.push(...page.options);
        next = page.next;
      }
      return found;
    },
    async dynamicFields(action, field, input) {
      const loader = action.dynamicFields?.[field];
      if (loader === undefined) throw new Error(`${action.id} loads no fields for ${field}`);
      return loader.load({ http: http(), client: client(), input, search: '' });
    },
    test: async (given = values) => connection.test({ http: http(given), client: client(given), values: given }),
    async refresh(given = values) {
      if (connection.refresh === undefined) throw new Error(`${connection.id} has no refresh`);
      const unsigned = createTestHttp({ services, now: clock.now, ...timeout(options) });
      return { ...given, ...(await connection.refresh.run({ values: given, http: unsigned, now: clock.now() })) };
    },
    fault: (fault) => server.faults.add(key, fault),
    clearFaults: () => server.faults.clear(key),
    async play(scenario, input = {}) {
      const found = sandbox.scenarios?.find(({ id }) => id === scenario);
      if (found === undefined) throw new Error(`The package ${nodePackage.id} has no scenario ${scenario}`);
      return found.run(found.input.parse(input));
    },
    tap: async (messageId, tap) => sandbox.tap?.(messageId, tap),
    async takeDeliveries() {
      await server.deliverCallbacks();
      return door.deliveries.splice(0);
    },
    webhook: (webhook, delivery, given = values) => runWebhook(webhook, delivery, given),
    async [Symbol.asyncDispose]() {
      await server.close();
      await door[Symbol.asyncDispose]();
    },
  };
}

function timeout({ timeoutMs }: { readonly timeoutMs?: number }): { timeoutMs?: number } {
  return timeoutMs === undefined ? {} : { timeoutMs };
}
