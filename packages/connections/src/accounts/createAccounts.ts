import { randomBytes } from 'node:crypto';
import type { Catalog } from '@noi/catalog';
import type { ConnectionRow, Db } from '@noi/db';
import { AppError } from '@noi/errors';
import { type ConnectionDefinition, type ConnectionValues, NodeError } from '@noi/node-sdk';
import type { Connections } from '../Connections.ts';
import type { SandboxControl } from '../sandbox/createSandboxControl.ts';
import type { Vault } from '../secrets/createVault.ts';
import { type Contexts, definitionOf } from './createContexts.ts';
import { requireUnused } from './requireUnused.ts';

interface AccountsOptions {
  readonly catalog: Catalog;
  readonly contexts: Contexts;
  readonly db: Pick<Db, 'connections' | 'flows' | 'workspaces'>;
  readonly sandbox: SandboxControl;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly onMended: (mended: { workspaceId: string; connectionId: string }) => Promise<void>;
  forgetDoor(token: string): void;
}

type Accounts = Pick<Connections, 'list' | 'create' | 'update' | 'remove' | 'test' | 'openSandbox' | 'reopenSandbox'>;
type NewAccount = Pick<ConnectionRow, 'workspaceId' | 'type' | 'name' | 'mode' | 'doorToken'> & { readonly values: ConnectionValues };

/** What people do with their accounts. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { catalog, contexts, db, sandbox, vault, now } = options;

  async function requireRow(key: { workspaceId: string; id: string }): Promise<ConnectionRow> {
    const row = await db.connections.get({ workspaceId: key.workspaceId, id: key.id });
    if (!row) throw new AppError('not_found', { message: 'No such connection', id: key.id });
    return row;
  }

  async function store({ values, ...account }: NewAccount): Promise<ConnectionRow> {
    const definition = definitionOf(catalog, account.type);
    const packageId = catalog.packageOf(account.type)?.id ?? '';
    return db.connections.create({ ...account, packageId, ...vault.close(account, definition, checked(definition, values)) });
  }

  return {
    list: (workspaceId) => db.connections.list(workspaceId),
    create: ({ workspaceId, type, name, mode, values }) => store({ workspaceId, type, name, mode, values, doorToken: newDoorToken() }),

    async update({ name, values, ...key }) {
      const row = await requireRow(key);
      if (values && row.mode === 'sandbox') throw new AppError('invalid_request', { message: 'A sandbox connection takes its values from the emulator' });
      const definition = definitionOf(catalog, row.type);
      const kept = Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== ''));
      const stored = values && vault.close(row, definition, checked(definition, { ...vault.open(row), ...kept }));
      const updated = await db.connections.update(
        { workspaceId: row.workspaceId, id: row.id },
        { ...(name && { name }), ...(stored && { ...stored, state: 'ok', problem: null }) },
      );
      options.forgetDoor(row.doorToken);
      if (stored) await options.onMended({ workspaceId: row.workspaceId, connectionId: row.id });
      return updated;
    },

    async remove(key) {
      const row = await requireRow(key);
      await requireUnused(db, row);
      await db.connections.remove({ workspaceId: row.workspaceId, id: row.id });
      options.forgetDoor(row.doorToken);
    },

    async test(key) {
      const row = await requireRow(key);
      const tested = await tryAccount(row);
      const state = tested.ok
        ? ({ state: 'ok', problem: null, account: tested.account } as const)
        : tested.isForGood
          ? ({ state: 'attention', problem: tested.problem } as const)
          : {};
      await db.connections.update({ workspaceId: row.workspaceId, id: row.id }, { ...state, testedAt: now() });
      if (tested.ok) await options.onMended({ workspaceId: row.workspaceId, connectionId: row.id });
      return tested.ok ? { ok: true, account: tested.account } : { ok: false, problem: tested.problem };
    },

    async openSandbox({ workspaceId, packageId, type, doorBaseUrl, name }) {
      const doorToken = newDoorToken();
      const values = await openAtSandbox({ workspaceId, packageId, type, doorUrl: `${doorBaseUrl}/${doorToken}` });
      const title = definitionOf(catalog, type).title.vi;
      return store({ workspaceId, type, name: name ?? `${title} (chạy thử)`, mode: 'sandbox', values, doorToken });
    },

    async reopenSandbox({ doorBaseUrl, ...key }) {
      const row = await requireRow(key);
      if (row.mode !== 'sandbox') return;
      const { workspaceId, id, packageId, type, doorToken } = row;
      const values = await openAtSandbox({ workspaceId, packageId, type, doorUrl: `${doorBaseUrl}/${doorToken}` });
      if (isSame(values, vault.open(row))) return;
      // With the account's own values it works again, whatever was wrong before.
      await db.connections.update({ workspaceId, id }, { ...vault.close(row, definitionOf(catalog, type), values), state: 'ok', problem: null });
      options.forgetDoor(doorToken);
      await options.onMended({ workspaceId, connectionId: id });
    },
  };

  async function openAtSandbox({ workspaceId, packageId, type, doorUrl }: { workspaceId: string; packageId: string; type: string; doorUrl: string }) {
    const shop = await db.workspaces.get(workspaceId);
    const { values } = await sandbox.openAccount({ workspaceId, packageId, type, doorUrl, shopName: shop?.name ?? 'Shop' });
    return values;
  }

  async function tryAccount(row: ConnectionRow) {
    try {
      const { http, client } = await contexts.forConnection(row);
      const definition = definitionOf(catalog, row.type);
      const { account } = await definition.test({ http, client, values: vault.open(row) });
      return { ok: true, account } as const;
    } catch (error) {
      if (!(error instanceof NodeError)) throw error;
      const isForGood = error.kind === 'unauthorized' || error.kind === 'rejected' || error.kind === 'invalid_input';
      return { ok: false, problem: error.text, isForGood } as const;
    }
  }
}

function checked(definition: ConnectionDefinition, values: ConnectionValues): ConnectionValues {
  const parsed = definition.fields.safeParse(values);
  if (parsed.success) return values;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new AppError('invalid_request', { message: 'The connection’s form is not complete', fields });
}

function isSame(a: ConnectionValues, b: ConnectionValues): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);
}

/** 192 random bits: a webhook address cannot be guessed. */
function newDoorToken(): string {
  return randomBytes(24).toString('base64url');
}
