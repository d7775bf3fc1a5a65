import { type Catalog, describeFields } from '@noi/catalog';
import type { ConnectionRow, Db } from '@noi/db';
import type { ConnectionDefinition, ConnectionValues, DynamicFields, HttpClient, Option, Text, WebhookDefinition } from '@noi/node-sdk';
import { createAccounts } from './accounts/createAccounts.ts';
import { createContexts } from './accounts/createContexts.ts';
import { createDoors } from './accounts/createDoors.ts';
import { createLoaders } from './accounts/createLoaders.ts';
import { createGuardedHttp } from './http/createGuardedHttp.ts';
import type { NetworkPolicy } from './http/NetworkPolicy.ts';
import { createSandboxControl } from './sandbox/createSandboxControl.ts';
import type { SecretBox } from './secrets/createSecretBox.ts';
import { createVault } from './secrets/createVault.ts';

export interface ConnectionsOptions {
  readonly db: Pick<Db, 'connections' | 'flows' | 'workspaces'>;
  readonly catalog: Catalog;
  readonly seal: SecretBox;
  readonly network: NetworkPolicy;
  /** Base address of the sandbox host; null where there is none. */
  readonly sandboxUrl: string | null;
  readonly sandboxKey?: string;
  readonly now: () => Date;
}

/** What an action gets to reach its provider, made for one call. */
export interface ConnectionContext {
  readonly http: HttpClient;
  /** What the connection's `openClient` made. */
  readonly client: unknown;
  /** The same value with every secret of the connection hidden; for whatever is stored or shown. */
  redact(value: unknown): unknown;
}

/** What the form of a step holds when it asks the account for choices or fields. */
export interface FormState {
  readonly workspaceId: string;
  readonly connectionId: string;
  readonly node: string;
  readonly nodeVersion: number;
  readonly field: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Key {
  readonly workspaceId: string;
  readonly id: string;
}

/** The shop's accounts at providers: the only place where their secrets are opened. */
export interface Connections {
  list(workspaceId: string): Promise<readonly ConnectionRow[]>;
  create(request: { workspaceId: string; type: string; name: string; mode: 'live'; values: ConnectionValues }): Promise<ConnectionRow>;
  /** Secrets that are left out or empty stay as they are. Values of a sandbox connection are the emulator's and cannot be changed. */
  update(request: Key & { name?: string; values?: ConnectionValues }): Promise<ConnectionRow>;
  /** Throws `connection_in_use` while a live flow uses it. */
  remove(key: Key): Promise<void>;
  /** Makes a harmless call and remembers what came of it. */
  test(key: Key): Promise<{ ok: true; account: string } | { ok: false; problem: Text }>;
  /** Opens an account at the emulator; `doorBaseUrl` is the address to which `/<door token>` is added. */
  openSandbox(request: { workspaceId: string; packageId: string; type: string; doorBaseUrl: string; name?: string }): Promise<ConnectionRow>;
  /** Opens a sandbox connection's account again, for a server whose own address changed. */
  reopenSandbox(request: Key & { doorBaseUrl: string }): Promise<void>;
  /** For one call of an action; `connectionId` is null for actions without an account. */
  context(request: { workspaceId: string; connectionId: string | null; action?: { id: string; version: number } }): Promise<ConnectionContext>;
  options(request: FormState & { search: string }): Promise<readonly Option[]>;
  dynamicFields(request: FormState): Promise<DynamicFields>;
  /** The connection behind a webhook address, with what reads its deliveries. Remembered for a few seconds. */
  door(token: string): Promise<{ readonly connection: ConnectionRow; readonly webhook: WebhookDefinition; readonly values: ConnectionValues } | null>;
  close(): Promise<void>;
}

/** Makes the service; one per process. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { catalog, db, now, seal } = options;
  const guarded = createGuardedHttp(options.network);
  const sandbox = createSandboxControl(options.sandboxUrl === null ? null : { url: options.sandboxUrl, key: options.sandboxKey ?? '' });
  const vault = createVault(seal, openFieldsOf);
  const contexts = createContexts({ catalog, db, guarded, now, sandbox, vault });
  const doors = createDoors({ catalog, db, now, vault });
  const accounts = createAccounts({ catalog, contexts, db, now, sandbox, vault, forgetDoor: doors.forget });
  const loaders = createLoaders({ catalog, contexts });

  return { ...accounts, ...loaders, context: contexts.forAction, door: doors.find, close: guarded.close };
}

function openFieldsOf(definition: ConnectionDefinition): ReadonlySet<string> {
  return new Set(describeFields(definition.fields).flatMap((field) => (field.secret ? [] : [field.key])));
}
