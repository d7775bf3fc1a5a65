import type { EntryChanges, GatheredEvent } from '../Db.ts';
import { newId } from '../newId.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { dedupePrefix } from './dedupePrefix.ts';

interface Gathering {
  readonly id: string;
  readonly firstAt: Date;
  count: number;
  /** Of its events, as JSON. */
  bytes: number;
  dueAt: Date;
  isOpen: boolean;
  readonly added: { readonly nr: number; readonly event: GatheredEvent['event'] }[];
}

/** Puts events beside those that came before under the same key; the flows are locked, so nobody else does. */
export async function gatherEvents(client: Queryable, { gathered, at }: EntryChanges): Promise<void> {
  const groups = new Map<string, [GatheredEvent, ...GatheredEvent[]]>();
  for (const one of gathered) {
    const known = groups.get(`${one.flowId} ${one.key}`);
    if (known) known.push(one);
    else groups.set(`${one.flowId} ${one.key}`, [one]);
  }
  for (const group of groups.values()) {
    const [{ workspaceId, flowId, key }] = group;
    const { rows } = await client.query<Omit<Gathering, 'added'>>(
      `select id, count, bytes, first_at as "firstAt", due_at as "dueAt", is_open as "isOpen" from gathering
       where workspace_id = $1 and flow_id = $2 and key = $3 and is_open`,
      [workspaceId, flowId, key],
    );
    for (const gathering of addTo(rows, group, at)) await save(client, gathering, group[0]);
    await takeKeys(client, group);
  }
}

/** A batch that is full, or would become too large for one run, closes, and the next event opens another; a burst goes on as long as events come. */
function addTo(open: readonly Omit<Gathering, 'added'>[], events: readonly GatheredEvent[], at: Date): readonly Gathering[] {
  const touched: Gathering[] = open.map((known) => ({ ...known, added: [] }));
  for (const { type, windowMs, most, mostBytes, event } of events) {
    const bytes = Buffer.byteLength(toJson(event.payload));
    let current = touched.at(-1);
    if (type === 'batch' && current?.isOpen && current.count > 0 && current.bytes + bytes > mostBytes) close(current, at);
    if (current === undefined || !current.isOpen) {
      current = { id: newId(), count: 0, bytes: 0, firstAt: at, dueAt: new Date(at.getTime() + windowMs), isOpen: true, added: [] };
      touched.push(current);
    }
    current.count += 1;
    current.bytes += bytes;
    if (type === 'debounce') {
      current.dueAt = new Date(at.getTime() + windowMs);
      current.bytes = bytes;
      current.added.length = 0;
    } else if (current.count >= Math.max(1, most)) {
      close(current, at);
    }
    current.added.push({ nr: current.count, event });
  }
  return touched;
}

function close(gathering: Gathering, at: Date): void {
  gathering.dueAt = at;
  gathering.isOpen = false;
}

async function save(
  client: Queryable,
  { id, count, bytes, firstAt, dueAt, isOpen, added }: Gathering,
  { workspaceId, flowId, key, type, event }: GatheredEvent,
) {
  await client.query(
    `insert into gathering (id, workspace_id, flow_id, key, type, event, count, bytes, first_at, due_at, is_open) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (id) do update set type = excluded.type, event = excluded.event, count = excluded.count, bytes = excluded.bytes, due_at = excluded.due_at, is_open = excluded.is_open`,
    [id, workspaceId, flowId, key, type, event.type, count, bytes, firstAt, dueAt, isOpen],
  );
  if (type === 'debounce') await client.query('delete from gathered where gathering_id = $1', [id]);
  await client.query(
    `insert into gathered (gathering_id, nr, event_id, payload)
     select $1, nr, event_id, payload from jsonb_to_recordset($2::jsonb) as x(nr int, event_id uuid, payload jsonb)`,
    [id, toJson(added.map((one) => ({ nr: one.nr, event_id: one.event.id, payload: one.event.payload })))],
  );
}

async function takeKeys(client: Queryable, events: readonly GatheredEvent[]): Promise<void> {
  const used = events.filter(({ dedupe }) => dedupe !== null);
  if (used.length === 0) return;
  await client.query(
    `insert into run_key (workspace_id, flow_id, entry_key, run_id)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[]) on conflict do nothing`,
    [
      used.map(({ workspaceId }) => workspaceId),
      used.map(({ flowId }) => flowId),
      used.map(({ dedupe }) => `${dedupePrefix}${dedupe}`),
      used.map(({ event }) => event.id),
    ],
  );
}
