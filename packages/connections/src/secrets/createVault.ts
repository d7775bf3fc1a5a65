import type { ConnectionRow } from '@noi/db';
import type { ConnectionDefinition, ConnectionValues } from '@noi/node-sdk';
import type { SecretBox } from './createSecretBox.ts';

type Owner = Pick<ConnectionRow, 'workspaceId' | 'doorToken'>;
type Stored = Pick<ConnectionRow, 'settings' | 'sealedSecrets'>;

/** Takes a connection's values apart for the database and puts them together again. */
export interface Vault {
  open(row: Owner & Stored): ConnectionValues;
  /** Values of secret fields, and any that the form does not know, are sealed; the rest is kept readable. */
  close(owner: Owner, definition: ConnectionDefinition, values: ConnectionValues): Stored;
  /** The secret values alone, for hiding them. */
  secretsOf(row: Owner & Stored): readonly string[];
}

export function createVault(box: SecretBox, openFields: (definition: ConnectionDefinition) => ReadonlySet<string>): Vault {
  return {
    open: (row) => ({ ...row.settings, ...box.open(row.sealedSecrets, row) }),
    close(owner, definition, values) {
      const open = openFields(definition);
      const entries = Object.entries(values);
      return {
        settings: Object.fromEntries(entries.filter(([key]) => open.has(key))),
        sealedSecrets: box.seal(Object.fromEntries(entries.filter(([key]) => !open.has(key))), owner),
      };
    },
    secretsOf: (row) => Object.values(box.open(row.sealedSecrets, row)),
  };
}
