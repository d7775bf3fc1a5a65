import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionRow, Db } from '@noi/db';
import { AppError } from '@noi/errors';
import { type ConnectionDefinition, type HttpClient, NodeError, type RefreshDefinition, type Text } from '@noi/node-sdk';
import type { Vault } from '../secrets/createVault.ts';
import type { CredentialSet, Credentials } from './Credentials.ts';
import { refreshOutcome, refreshWords } from './refreshOutcome.ts';

export interface CredentialsOptions {
  readonly db: Pick<Db, 'connections'>;
  readonly vault: Vault;
  readonly row: ConnectionRow;
  readonly definition: ConnectionDefinition;
  /** Unsigned client of the connection's services, for the refresh itself. */
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Told once per outage of an account. */
  readonly onLost: (lost: { workspaceId: string; connectionId: string; problem: Text }) => void;
}

/** A refresh that began this long ago and has not ended was cut off: nobody knows whether its token was spent. */
const ABANDONED_MS = 60_000;
const POLL_MS = 100;
const MOST_POLLS = 200;

/**
 * Credentials that are refreshed once, whoever notices first. The row says in the database, before the provider is asked,
 * that its single-use token is being spent; the others wait for the new pair. An answer that is lost flags the connection,
 * since spending the token again could lock the account.
 */
export function createCredentials(options: CredentialsOptions): Credentials {
  const { db, vault, definition, now } = options;
  const key = { workspaceId: options.row.workspaceId, id: options.row.id };
  let current = options.row;
  const tellLost = (problem: Text) => options.onLost({ workspaceId: key.workspaceId, connectionId: key.id, problem });

  const setOf = (row: ConnectionRow): CredentialSet => ({ values: vault.open(row), revision: row.revision });

  async function read(): Promise<ConnectionRow> {
    const row = await db.connections.get(key);
    if (!row) throw new AppError('connection_missing', { message: 'The connection was removed' });
    current = row;
    return row;
  }

  async function replace(refresh: RefreshDefinition, usedRevision: number): Promise<CredentialSet> {
    for (let polls = 0; polls < MOST_POLLS; polls++) {
      const row = await read();
      if (row.revision !== usedRevision) return setOf(row);
      if (row.state === 'attention' && row.refreshBeganAt === null) throw new NodeError('unauthorized', row.problem ?? refreshWords.refused);
      if (row.refreshBeganAt === null) {
        if (await db.connections.beginRefresh({ ...key, revision: row.revision }, now())) return spend(refresh, row);
      } else if (now().getTime() - row.refreshBeganAt.getTime() > ABANDONED_MS) {
        await db.connections.failRefresh({ ...key, revision: row.revision }, refreshWords.uncertain);
        tellLost(refreshWords.uncertain);
        throw new NodeError('unauthorized', refreshWords.uncertain);
      }
      await pause(POLL_MS);
    }
    throw new NodeError('unavailable', refreshWords.busy);
  }

  async function spend(refresh: RefreshDefinition, row: ConnectionRow): Promise<CredentialSet> {
    const values = vault.open(row);
    const named = { ...key, revision: row.revision };
    let changed: CredentialSet['values'];
    try {
      changed = await refresh.run({ values, http: options.http, now: now() });
    } catch (error) {
      const outcome = refreshOutcome(error);
      await db.connections.failRefresh(named, outcome.problem);
      if (outcome.problem) tellLost(outcome.problem);
      throw new NodeError(outcome.problem ? 'unauthorized' : 'unavailable', outcome.problem ?? refreshWords.later);
    }
    const next = { ...values, ...changed };
    await db.connections.endRefresh(named, vault.close(row, definition, next));
    return setOf(await read());
  }

  return {
    async fresh() {
      const set = setOf(current);
      if (!definition.refresh?.isDue(set.values, now())) return set;
      return replace(definition.refresh, current.revision);
    },
    async renew(used) {
      return definition.refresh ? replace(definition.refresh, used.revision) : null;
    },
    async flag() {
      const found = await db.connections.markLost({ ...key, revision: current.revision }, refreshWords.refused);
      if (found === 'lost') tellLost(refreshWords.refused);
    },
  };
}
