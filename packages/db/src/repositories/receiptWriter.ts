import type { Change, MessageRow, ReceiptWriter } from '../Db.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { messageColumns, messageRank } from './messageRows.ts';

/** Ledger rows inside the dispatcher's transaction; raw because a row is read under a lock and only ever moved forward. */
export function createReceiptWriter(client: Queryable, onChange: (change: Change) => void): ReceiptWriter {
  return {
    async find({ workspaceId, providerMessageId, trackingId }) {
      // The tracking id is ours and exact; a provider's message id may be missing or, between providers, the same by chance.
      for (const [column, value] of [
        ['tracking_id', trackingId],
        ['provider_message_id', providerMessageId],
      ]) {
        if (value === undefined) continue;
        const { rows } = await client.query<MessageRow>(
          `select ${messageColumns} from message m where m.workspace_id = $1 and m.${column} = $2 order by m.reserved_at desc limit 1 for update`,
          [workspaceId, value],
        );
        if (rows[0]) return rows[0];
      }
      return null;
    },

    async save(key, change) {
      const { workspaceId, runId, scope, stepId, visit } = key;
      const error = change.error === undefined || change.error === null ? null : toJson(change.error);
      await client.query(
        `update message m set
           state = case when $6::text is not null and ${messageRank('$6::text')} > ${messageRank('m.state')} then $6 else m.state end,
           provider_message_id = coalesce(m.provider_message_id, $7),
           delivered_at = coalesce(m.delivered_at, $8),
           rated_stars = coalesce($9, m.rated_stars),
           error = case when $11 then $10::jsonb else m.error end
         where m.workspace_id = $1 and m.run_id = $2 and m.scope = $3 and m.step_id = $4 and m.visit = $5`,
        [
          workspaceId,
          runId,
          scope,
          stepId,
          visit,
          change.state ?? null,
          change.providerMessageId ?? null,
          change.deliveredAt ?? null,
          change.ratedStars ?? null,
          error,
          change.error !== undefined,
        ],
      );
      onChange({ workspaceId, kind: 'message', id: runId });
    },
  };
}
