import type { MessageKey, MessageRow, NewMessage, SentKey } from '../Db.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';

export const messageColumns = `m.run_id as "runId", m.scope, m.step_id as "stepId", m.visit, m.workspace_id as "workspaceId", m.flow_id as "flowId",
  m.connection_id as "connectionId", m.tracking_id as "trackingId", m.channel, m.purpose, m.recipient, m.preview, m.state,
  m.provider_message_id as "providerMessageId", m.error, m.price_vnd as "priceVnd", m.reserved_at as "reservedAt", m.sent_at as "sentAt",
  m.delivered_at as "deliveredAt", m.rated_stars as "ratedStars"`;

/** Columns of a message's key in a set of JSON rows. */
export const messageKeyTable = 'workspace_id text, run_id uuid, scope text, step_id text, visit int';

export function messageKeyRow({ workspaceId, runId, scope, stepId, visit }: MessageKey) {
  return { workspace_id: workspaceId, run_id: runId, scope, step_id: stepId, visit };
}

/** States in the order in which a row may pass them; a row never goes to the left. The two last ones are both ends. */
export const messageRank = (state: string) => `(case ${state} when 'reserved' then 0 when 'unknown' then 1 when 'sent' then 2 else 3 end)`;

/**
 * SQL: takes the locks of the messages whose keys are in `x`, in the order of these. `runIds` names their runs once more: PostgreSQL takes `x` for a hundred rows,
 * and would rather read a table of some thousand from end to end than look up so many.
 */
export function lockMessages(x: string, runIds: string): string {
  return `select m.run_id from message m join ${x} x using (workspace_id, run_id, scope, step_id, visit) where m.run_id = any(${runIds})
    order by m.run_id, m.scope, m.step_id, m.visit for update of m`;
}

/** SQL: moves the rows of `x` (a message's key, `state`, `error`, `provider_message_id`, `at`) forward; `locked` holds their locks. */
export function forwardRow(x: string, runIds: string): string {
  const isForward = `${messageRank('x.state')} > ${messageRank('m.state')}`;
  return `update message m set
      -- A receipt may have come before its sending was written down: the row stays delivered, and still learns when it was sent.
      state = case when ${isForward} then x.state else m.state end,
      error = case when ${isForward} then x.error else m.error end,
      provider_message_id = coalesce(m.provider_message_id, x.provider_message_id),
      sent_at = case when x.state = 'sent' then coalesce(m.sent_at, x.at) else m.sent_at end
    from ${x} x where (select count(*) from locked) > 0 and m.run_id = any(${runIds})
      and m.workspace_id = x.workspace_id and m.run_id = x.run_id and m.scope = x.scope and m.step_id = x.step_id and m.visit = x.visit`;
}

/** Writes rows that are not there yet, as `reserved`, and gives these back; none for flows that are paused at this moment. */
export async function insertReserved(queryable: Queryable, items: readonly NewMessage[]): Promise<readonly MessageRow[]> {
  const inputs = items.map((item) => ({
    ...messageKeyRow(item),
    flow_id: item.flowId,
    connection_id: item.connectionId,
    tracking_id: item.trackingId,
    channel: item.channel,
    purpose: item.purpose,
    recipient: item.recipient,
    preview: item.preview,
    price_vnd: item.priceVnd,
  }));
  const { rows } = await queryable.query<MessageRow>({
    name: 'messages.reserve',
    text: `
      insert into message as m (workspace_id, run_id, scope, step_id, visit, flow_id, connection_id, tracking_id, channel, purpose, recipient, preview,
        price_vnd, state, reserved_at)
      select workspace_id, run_id, scope, step_id, visit, flow_id, connection_id, tracking_id, channel, purpose, recipient, preview, price_vnd, 'reserved', now()
      from jsonb_to_recordset($1::jsonb) as x(${messageKeyTable}, flow_id uuid, connection_id uuid, tracking_id text, channel text, purpose text, recipient text,
        preview text, price_vnd int)
      where not exists (select 1 from flow f where f.id = x.flow_id and f.workspace_id = x.workspace_id and f.status = 'paused')
      order by run_id, scope, step_id, visit
      on conflict do nothing
      returning ${messageColumns}`,
    values: [toJson(inputs)],
  });
  return rows;
}

export async function findMessages(queryable: Queryable, keys: readonly MessageKey[]): Promise<readonly MessageRow[]> {
  const { rows } = await queryable.query<MessageRow>(
    `select ${messageColumns} from message m join jsonb_to_recordset($1::jsonb) as x(${messageKeyTable})
     using (workspace_id, run_id, scope, step_id, visit)`,
    [toJson(keys.map(messageKeyRow))],
  );
  return rows;
}

/** Messages to this person since each of the times, but for the failed: what is reserved or unknown may reach them. `but` is not counted. */
export async function countSent(
  queryable: Queryable,
  { workspaceId, recipient, channel, purpose, since, but }: SentKey & { since: readonly Date[]; but?: MessageKey },
) {
  const { rows } = await queryable.query<{ count: number }>(
    `select (select count(*)::int from message m where m.workspace_id = $1 and m.recipient = $2 and m.channel = $3 and m.purpose = $4
       and m.reserved_at >= s.since and m.state <> 'failed'
       and ($6::uuid is null or (m.run_id, m.scope, m.step_id, m.visit) is distinct from ($6, $7, $8, $9::int))) as count
     from unnest($5::timestamptz[]) with ordinality as s(since, nr) order by nr`,
    [workspaceId, recipient, channel, purpose, since, but?.runId ?? null, but?.scope ?? null, but?.stepId ?? null, but?.visit ?? null],
  );
  return rows.map(({ count }) => count);
}
