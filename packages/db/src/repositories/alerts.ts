import type { AlertNotice } from '@noi/flow';
import type { AlertChannels, AlertRepository, AlertRow, DeliveryKey, DueDelivery } from '../Db.ts';
import { Prisma } from '../generated/client.ts';
import { newId } from '../newId.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { fromJson, jsonInput, toJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { createAlertCauses } from './alertCauses.ts';
import { createWatchSettings } from './watchSettings.ts';

interface Telling extends AlertNotice {
  readonly id: string;
  readonly workspaceId: string;
  readonly round: number;
  readonly channels: AlertChannels | null;
}

/** What shops are told about, and how far the telling is. */
export function createAlertRepository(store: Store): AlertRepository {
  const { pool, prisma, announce } = store;
  const tell = (workspaceId: string, id = workspaceId) => announce([{ workspaceId, kind: 'alert', id }]);

  return {
    ...createWatchSettings(store),
    ...createAlertCauses(store),

    async makeNotices({ now, limit }) {
      return await inTransaction(pool, async (client) => {
        const { rows } = await client.query<Telling>(
          `with due as (
             select id from alert where tell_at <= $1 and resolved_at is null and muted_at is null and count > told_count
             order by tell_at limit $2 for update skip locked
           )
           update alert a set round = a.round + 1, told_count = a.count, told_at = $1, tell_at = null from due where a.id = due.id
           returning a.id, a.workspace_id as "workspaceId", a.kind, a.blame, a.facts, a.count, a.round,
             (select w.channels from watch_setting w where w.workspace_id = a.workspace_id) as channels`,
          [now, limit],
        );
        await deliver(client, rows, now);
        return rows.length;
      });
    },

    async claimDeliveries({ now, leaseUntil, limit }) {
      const { rows } = await pool.query<DueDelivery>(
        `with due as (
           select alert_id, round, channel, target, state = 'sending' as was_sending from alert_delivery where next_at <= $1 order by next_at limit $3 for update skip locked
         )
         update alert_delivery d set state = 'sending', next_at = $2, tries = d.tries + 1 from due
         where (d.alert_id, d.round, d.channel, d.target) = (due.alert_id, due.round, due.channel, due.target)
         returning d.alert_id as "alertId", d.round, d.channel, d.target, d.workspace_id as "workspaceId", d.content, d.tries,
           due.was_sending as "isInterrupted"`,
        [now, leaseUntil, limit],
      );
      return rows;
    },

    async settleDelivery({ workspaceId, alertId, round, channel, target }: DeliveryKey, end) {
      const problem = 'problem' in end && end.problem ? jsonInput(end.problem) : Prisma.DbNull;
      const data = end.state === 'pending' ? { state: end.state, nextAt: end.nextAt, problem } : { state: end.state, endedAt: end.at, nextAt: null, problem };
      await prisma.alertDelivery.updateMany({ where: { workspaceId, alertId, round, channel, target, state: 'sending' }, data });
      tell(workspaceId, alertId);
    },

    async nextAt() {
      const { rows } = await pool.query<{ at: Date | null }>(
        `select least((select min(tell_at) from alert where tell_at is not null and muted_at is null), (select min(next_at) from alert_delivery where next_at is not null)) as at`,
      );
      return rows[0]?.at ?? null;
    },

    async list({ workspaceId, isOpen, kind, limit }) {
      const { rows } = await pool.query<AlertRow>(
        `select id, workspace_id as "workspaceId", kind, key, blame, facts, count, opened_at as "openedAt", last_at as "lastAt", seen_at as "seenAt",
           muted_at as "mutedAt", resolved_at as "resolvedAt",
           coalesce((select jsonb_agg(jsonb_build_object('channel', d.channel, 'target', d.target, 'state', d.state, 'problem', d.problem) order by d.channel, d.target)
             from alert_delivery d where d.alert_id = alert.id and d.workspace_id = alert.workspace_id and d.round = alert.round), '[]') as deliveries
         from alert where workspace_id = $1 and ($2::boolean is null or (resolved_at is null) = $2) and ($3::text is null or kind = $3)
         order by resolved_at is not null, last_at desc, id desc limit $4`,
        [workspaceId, isOpen ?? null, kind ?? null, limit],
      );
      return rows;
    },

    async countUnseen(workspaceId) {
      return await prisma.alert.count({ where: { workspaceId, seenAt: null, resolvedAt: null, mutedAt: null } });
    },

    async markSeen({ workspaceId, at }) {
      const { count } = await prisma.alert.updateMany({ where: { workspaceId, seenAt: null }, data: { seenAt: at } });
      if (count > 0) tell(workspaceId);
    },

    async setMuted({ workspaceId, id, at }) {
      const { count } = await prisma.alert.updateMany({ where: { workspaceId, id, resolvedAt: null }, data: { mutedAt: at } });
      if (count > 0) tell(workspaceId, id);
      return count > 0;
    },

    async sendTest({ workspaceId, at }) {
      const row = await prisma.watchSetting.findUnique({ select: { channels: true }, where: { workspaceId } });
      const channels = fromJson<AlertChannels>(row?.channels ?? {});
      if (targetsOf(channels).length === 0) return false;
      const id = newId();
      const notice = { kind: 'test', blame: 'us', facts: {}, count: 1 } as const;
      await inTransaction(pool, async (client) => {
        await client.query(
          `insert into alert (id, workspace_id, kind, key, blame, facts, count, told_count, round, opened_at, last_at, seen_at, resolved_at)
           values ($1, $2, 'test', $4, 'us', '{}', 1, 1, 1, $3, $3, $3, $3)`,
          [id, workspaceId, at, id],
        );
        await deliver(client, [{ ...notice, id, workspaceId, round: 1, channels }], at);
      });
      tell(workspaceId, id);
      return true;
    },
  };
}

function targetsOf(channels: AlertChannels | null): readonly { readonly channel: string; readonly target: string }[] {
  const { email, webhook, zalo } = channels ?? {};
  return [
    ...[...new Set(email?.to)].map((target) => ({ channel: 'email', target })),
    ...(webhook ? [{ channel: 'webhook', target: webhook.url }] : []),
    ...(zalo ? [{ channel: 'zalo', target: zalo.userId }] : []),
  ];
}

/** The key is alert, round, channel and target: however often this is repeated, there is one row of each. */
async function deliver(client: Queryable, tellings: readonly Telling[], at: Date): Promise<void> {
  const rows = tellings.flatMap(({ id, workspaceId, round, channels, kind, blame, facts, count }) =>
    targetsOf(channels).map((target) => ({ ...target, alert_id: id, round, workspace_id: workspaceId, content: { kind, blame, facts, count } })),
  );
  if (rows.length === 0) return;
  await client.query(
    `insert into alert_delivery (alert_id, round, channel, target, workspace_id, content, next_at)
     select alert_id, round, channel, target, workspace_id, content, $2
     from jsonb_to_recordset($1::jsonb) as x(alert_id uuid, round int, channel text, target text, workspace_id text, content jsonb)
     on conflict do nothing`,
    [toJson(rows), at],
  );
}
