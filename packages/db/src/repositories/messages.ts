import type { MessageKey, MessageRepository, MessageRow, NewMessage } from '../Db.ts';
import { createGroupWriter } from '../store/GroupWriter.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { countSent, findMessages, forwardRow, insertReserved, lockMessages, messageColumns, messageKeyRow, messageKeyTable } from './messageRows.ts';
import { createReserveUnless } from './reserveUnless.ts';

type Settlement = { readonly key: MessageKey; readonly change: Parameters<MessageRepository['settle']>[1] };

const messageKeyOf = ({ runId, scope, stepId, visit }: Omit<MessageKey, 'workspaceId'>) => toJson([runId, scope, stepId, visit]);

/**
 * The send ledger: a row is reserved before the provider is called, and its state only goes forward. Raw: every message of every run passes here twice, so
 * all writers of a tick share a statement.
 */
export function createMessageRepository(store: Store): MessageRepository & { idle(): Promise<void> } {
  const { pool, announce } = store;
  const tell = (keys: readonly MessageKey[]) => announce(keys.map(({ workspaceId, runId }) => ({ workspaceId, kind: 'message', id: runId })));

  const find = async (keys: readonly MessageKey[]): Promise<ReadonlyMap<string, MessageRow>> =>
    new Map((await findMessages(pool, keys)).map((row) => [messageKeyOf(row), row]));

  const reservations = createGroupWriter<NewMessage, Awaited<ReturnType<MessageRepository['reserve']>>>({
    keyOf: messageKeyOf,
    flush: async (items) => {
      const rows = await insertReserved(pool, items);
      const fresh = new Map(rows.map((row) => [messageKeyOf(row), row]));
      const repeated = items.filter((item) => !fresh.has(messageKeyOf(item)));
      const known = repeated.length > 0 ? await find(repeated) : fresh;
      tell(rows);
      return items.map((item) => {
        const key = messageKeyOf(item);
        return { isNew: fresh.has(key), row: fresh.get(key) ?? known.get(key) ?? null };
      });
    },
  });

  const settlements = createGroupWriter<Settlement, void>({
    keyOf: ({ key }) => messageKeyOf(key),
    flush: async (items) => {
      const inputs = items.map(({ key, change }) => ({
        ...messageKeyRow(key),
        state: change.state,
        provider_message_id: change.providerMessageId ?? null,
        error: change.error ?? null,
        at: change.at,
      }));
      await pool.query({
        name: 'messages.settle',
        text: `
          with x as (
            select * from jsonb_to_recordset($1::jsonb) as x(${messageKeyTable}, state text, provider_message_id text, error jsonb, at timestamptz)
          ), locked as (${lockMessages('x', '$2')})
          ${forwardRow('x', '$2')}`,
        values: [toJson(inputs), items.map(({ key }) => key.runId)],
      });
      tell(items.map(({ key }) => key));
      return items.map(() => undefined);
    },
  });

  return {
    idle: async () => {
      await Promise.all([reservations.idle(), settlements.idle()]);
    },
    reserve: (row) => reservations.write(row),
    reserveUnless: createReserveUnless(store),
    countSent: (key) => countSent(pool, key),
    settle: (key, change) => settlements.write({ key, change }),

    async reserveAgain(key) {
      const { rowCount } = await pool.query(
        `update message set state = 'reserved', reserved_at = now(), error = null
         where workspace_id = $1 and run_id = $2 and scope = $3 and step_id = $4 and visit = $5 and state = 'unknown'`,
        [key.workspaceId, key.runId, key.scope, key.stepId, key.visit],
      );
      tell([key]);
      return rowCount === 1;
    },

    async release(key) {
      const { workspaceId, runId, scope, stepId, visit, reservedAt } = key;
      await pool.query(
        `delete from message where workspace_id = $1 and run_id = $2 and scope = $3 and step_id = $4 and visit = $5 and state = 'reserved'
           and ($6::timestamptz is null or reserved_at = $6)`,
        [workspaceId, runId, scope, stepId, visit, reservedAt ?? null],
      );
      tell([key]);
    },

    async get(key) {
      return (await find([key])).get(messageKeyOf(key)) ?? null;
    },

    async list({ workspaceId, flowId, runId, state, before, limit }) {
      const { rows } = await pool.query<MessageRow>(
        `select ${messageColumns} from message m
         where workspace_id = $1 and ($2::uuid is null or flow_id = $2) and ($3::uuid is null or run_id = $3) and ($4::text is null or state = $4)
           and ($5::timestamptz is null or reserved_at < $5)
         order by reserved_at desc, run_id desc, scope, step_id, visit limit $6`,
        [workspaceId, flowId ?? null, runId ?? null, state ?? null, before ?? null, limit],
      );
      return rows;
    },
  };
}
