import type { Catalog } from '@noi/catalog';
import type { ConnectionRow, Db } from '@noi/db';
import { AppError } from '@noi/errors';
import { type ConnectionDefinition, NodeError, type ServiceDefinition, type Text } from '@noi/node-sdk';
import type { ConnectionContext } from '../Connections.ts';
import type { GuardedHttp } from '../http/createGuardedHttp.ts';
import { createHttpClient } from '../http/createHttpClient.ts';
import { createCredentials } from '../refresh/createCredentials.ts';
import { refreshWords } from '../refresh/refreshOutcome.ts';
import type { SandboxControl } from '../sandbox/createSandboxControl.ts';
import { createRedactor } from '../secrets/createRedactor.ts';
import type { Vault } from '../secrets/createVault.ts';

export interface ContextsOptions {
  readonly catalog: Catalog;
  readonly db: Pick<Db, 'connections'>;
  readonly guarded: GuardedHttp;
  readonly sandbox: SandboxControl;
  readonly vault: Vault;
  readonly now: () => Date;
  /** Told once per outage of an account. */
  readonly onLost: OnLost;
}

export type OnLost = (lost: { readonly workspaceId: string; readonly connectionId: string; readonly problem: Text }) => void;

/** Makes what calls are made with. */
export interface Contexts {
  forAction(request: { workspaceId: string; connectionId: string | null; action?: { id: string; version: number } }): Promise<ConnectionContext>;
  forConnection(row: ConnectionRow, hosts?: readonly string[]): Promise<ConnectionContext>;
}

export function createContexts(options: ContextsOptions): Contexts {
  const { catalog, db, guarded, now, sandbox, vault, onLost } = options;

  async function forConnection(row: ConnectionRow, hosts: readonly string[] = []): Promise<ConnectionContext> {
    const definition = definitionOf(catalog, row.type);
    const services = await servicesOf(row, definition);
    const redactor = createRedactor(vault.secretsOf(row));
    const unsigned = createHttpClient({ guarded, services, hosts, now, redact: redactor.text });
    const credentials = createCredentials({ db, vault, row, definition, http: unsigned, now, onLost });
    const http = createHttpClient({ guarded, services, hosts, now, redact: redactor.text, account: { definition, credentials } });
    const checkHost = (host: string, port: number) => (isOwnSandbox(row, { host, port }) ? Promise.resolve(host) : guarded.checkHost(host, port));
    const open = definition.openClient;
    const client = open && (await openClient(row, async () => open({ values: (await credentials.fresh()).values, checkHost })));
    return { http, client, redact: redactor.value, problem: problemOf(row), lose: (problem) => lose(row, problem) };
  }

  /** An account that is refused here wants attention as much as one whose call is. */
  async function openClient(row: ConnectionRow, open: () => Promise<unknown>): Promise<unknown> {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof NodeError) || error.kind !== 'unauthorized') throw error;
      if ((await lose(row, error.text)) === 'renewed') throw new NodeError('unavailable', refreshWords.busy, { cause: error });
      throw error;
    }
  }

  async function lose({ workspaceId, id, revision }: ConnectionRow, problem: Text): Promise<'lost' | 'renewed'> {
    const found = await db.connections.markLost({ workspaceId, id, revision }, problem);
    if (found === 'lost') onLost({ workspaceId, connectionId: id, problem });
    return found === 'renewed' ? 'renewed' : 'lost';
  }

  async function servicesOf(row: ConnectionRow, definition: ConnectionDefinition): Promise<Readonly<Record<string, string>>> {
    if (row.mode === 'live') {
      const addressOf = ({ live }: ServiceDefinition) => (typeof live === 'string' ? live : live(vault.open(row)));
      return Object.fromEntries(Object.entries(definition.services).map(([name, service]) => [name, addressOf(service)]));
    }
    if (Object.keys(definition.services).length === 0) return {};
    try {
      return await sandbox.services({ workspaceId: row.workspaceId, packageId: row.packageId });
    } catch (cause) {
      throw new NodeError('unavailable', sandboxAway, { cause });
    }
  }

  return {
    forConnection,
    async forAction({ workspaceId, connectionId, action }) {
      const hosts = (action && catalog.actionDefinition(action.id, action.version)?.effects.hosts) ?? [];
      if (connectionId === null) {
        return {
          http: createHttpClient({ guarded, services: {}, hosts, now }),
          client: undefined,
          redact: (value) => value,
          problem: null,
          lose: async () => 'renewed',
        };
      }
      const row = await db.connections.get({ workspaceId, id: connectionId });
      if (!row) throw new AppError('connection_missing', { message: 'The connection of this step was removed' });
      return forConnection(row, hosts);
    },
  };
}

function problemOf({ state, problem }: ConnectionRow): Text | null {
  return state === 'attention' ? (problem ?? wantsAttention) : null;
}

const wantsAttention = { vi: 'Kết nối cần được xem lại ở trang Kết nối.', en: 'The connection wants attention on the Connections page.' };
const sandboxAway = { vi: 'Máy chạy thử chưa trả lời. Nối sẽ tự thử lại.', en: 'The sandbox does not answer. Nối will try again.' };

/** Values of a sandbox connection come from the emulator alone, so the address they name is the emulator's own. */
function isOwnSandbox(row: ConnectionRow, target: { host: string; port: number }): boolean {
  const values = Object.values(row.settings);
  return row.mode === 'sandbox' && values.includes(target.host) && values.includes(String(target.port));
}

/** The definition of a connection type; throws when its package is no longer installed. */
export function definitionOf(catalog: Catalog, type: string): ConnectionDefinition {
  const definition = catalog.connectionDefinition(type);
  if (!definition) throw new AppError('node_unknown', { message: `No installed package has the connection "${type}"`, type });
  return definition;
}
