import type { AlertFacts, AlertKind, Blame } from '@noi/flow';
import type { Change } from '../Db.ts';
import { newId } from '../newId.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { defaultQuietMinutes } from './watchSettings.ts';

export interface Raised {
  readonly workspaceId: string;
  readonly kind: AlertKind;
  readonly key: string;
  readonly blame: Blame;
  readonly facts: AlertFacts;
  /** Cases that this adds. */
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Failures come in swarms: the first notice waits a little, so that it can say how many. */
const gatherSeconds = 60;
const adds = `a.kind in ('runs_failed', 'outcome_unknown')`;

/**
 * Opens alerts or adds to those that are open; more cases are told of after the shop's quiet time. Call it in the transaction that
 * marks the cases as counted. States (a lost account, silence) are one case however often they are found.
 */
export async function raiseAlerts(client: Queryable, { raised, now }: { raised: readonly Raised[]; now: Date }): Promise<readonly Change[]> {
  if (raised.length === 0) return [];
  const rows = raised.map((one) => ({
    ...{ id: newId(), workspace_id: one.workspaceId, kind: one.kind, key: one.key, blame: one.blame, facts: one.facts, count: one.count },
    ...{ opened_at: one.firstAt, last_at: one.lastAt },
  }));
  const { rows: saved } = await client.query<{ workspaceId: string; id: string }>(
    `insert into alert as a (id, workspace_id, kind, key, blame, facts, count, opened_at, last_at, tell_at)
     select id, workspace_id, kind, key, blame, facts, count, opened_at, last_at, $2::timestamptz + interval '${gatherSeconds} seconds'
     from jsonb_to_recordset($1::jsonb) as x(id uuid, workspace_id text, kind text, key text, blame text, facts jsonb, count int, opened_at timestamptz, last_at timestamptz)
     order by workspace_id, kind, key
     on conflict (workspace_id, kind, key) where resolved_at is null do update set
       blame = excluded.blame, facts = excluded.facts, count = a.count + case when ${adds} then excluded.count else 0 end, last_at = greatest(a.last_at, excluded.last_at),
       seen_at = case when ${adds} then null else a.seen_at end,
       tell_at = case when not ${adds} then a.tell_at else coalesce(a.tell_at, greatest($2::timestamptz, a.told_at + make_interval(mins => coalesce(
         (select w.quiet_minutes from watch_setting w where w.workspace_id = a.workspace_id), ${defaultQuietMinutes})))) end
     returning a.workspace_id as "workspaceId", a.id`,
    [toJson(rows), now],
  );
  return saved.map((one) => ({ ...one, kind: 'alert' }));
}
