import { type Catalog, describeFields } from '@noi/catalog';
import type { Db } from '@noi/db';
import type { ConnectionDefinition } from '@noi/node-sdk';
import { createAccounts } from './accounts/createAccounts.ts';
import { createContexts, type OnLost } from './accounts/createContexts.ts';
import { createDoors } from './accounts/createDoors.ts';
import { createLoaders } from './accounts/createLoaders.ts';
import type { Connections } from './Connections.ts';
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
  /** Told once per outage: an account that worked is refused by its provider. */
  readonly onLost?: OnLost;
  /** Told when an account works again, or was given other values: what was held for it may go on. */
  readonly onMended?: (mended: { readonly workspaceId: string; readonly connectionId: string }) => Promise<void>;
}

/** Makes the service; one per process. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { catalog, db, now, seal, onLost = () => undefined, onMended = async () => undefined } = options;
  const guarded = createGuardedHttp(options.network);
  const sandbox = createSandboxControl(options.sandboxUrl === null ? null : { url: options.sandboxUrl, key: options.sandboxKey ?? '' });
  const vault = createVault(seal, openFieldsOf);
  const contexts = createContexts({ catalog, db, guarded, now, sandbox, vault, onLost });
  const doors = createDoors({ catalog, db, now, vault });
  const accounts = createAccounts({ catalog, contexts, db, now, sandbox, vault, onMended, forgetDoor: doors.forget });
  const loaders = createLoaders({ catalog, contexts });

  return { ...accounts, ...loaders, context: contexts.forAction, door: doors.find, close: guarded.close };
}

function openFieldsOf(definition: ConnectionDefinition): ReadonlySet<string> {
  return new Set(describeFields(definition.fields).flatMap((field) => (field.secret ? [] : [field.key])));
}
