import type { ConnectionRow } from '@noi/db';
import type { ConnectionValues, DynamicFields, HttpClient, OptionPage, Text, WebhookDefinition } from '@noi/node-sdk';

/** What an action gets to reach its provider, made for one call. */
export interface ConnectionContext {
  readonly http: HttpClient;
  /** What the connection's `openClient` made. */
  readonly client: unknown;
  /** The same value with every secret of the connection hidden; for whatever is stored or shown. */
  redact(value: unknown): unknown;
  /** Why the account wants attention, when it was found to: it should not be called before somebody has seen to it. */
  readonly problem: Text | null;
  /** The provider refused the account. `renewed` when it was given other values meanwhile, so that the call may be made again. */
  lose(problem: Text): Promise<'lost' | 'renewed'>;
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
  /** Opens a sandbox connection's account again, so that its callbacks come to the address that this server has now. Changed values are kept; nothing else is touched. */
  reopenSandbox(request: Key & { doorBaseUrl: string }): Promise<void>;
  /** For one call of an action; `connectionId` is null for actions without an account. */
  context(request: { workspaceId: string; connectionId: string | null; action?: { id: string; version: number } }): Promise<ConnectionContext>;
  /** One page of choices; `cursor` is the `next` of the page before. */
  options(request: FormState & { search: string; cursor?: string | undefined }): Promise<OptionPage>;
  dynamicFields(request: FormState): Promise<DynamicFields>;
  /** The connection behind a webhook address, with what reads its deliveries. Remembered for a few seconds. */
  door(token: string): Promise<{ readonly connection: ConnectionRow; readonly webhook: WebhookDefinition; readonly values: ConnectionValues } | null>;
  close(): Promise<void>;
}
