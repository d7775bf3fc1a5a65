import type { Db, WorkspaceGauges } from '@noi/db';
import type { WorkspaceLabels } from '@noi/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import { Gauge, type Registry } from 'prom-client';

export interface RecordGaugesOptions {
  readonly db: Pick<Db, 'gauges'>;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
  readonly registry: Registry;
  readonly shop: WorkspaceLabels;
}

/** Scrapes that come closer together share one reading. */
const freshMs = 5_000;

/** How the records of all shops stand. Every API process shows the same: of several, take the highest. */
export function createRecordGauges({ db, log, now, registry, shop }: RecordGaugesOptions) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = ['workspace']) => new Gauge({ name, help, labelNames, registers: [registry] });
  const events = gauge('noi_events_waiting', 'Events that are stored and not dispatched yet');
  const eventAge = gauge('noi_queue_age_seconds', 'Age of the oldest event that is not dispatched yet');
  const answers = gauge('noi_answers_waiting', 'Answers that are due and that waiting runs have not been told yet');
  const answerAge = gauge('noi_answer_age_seconds', 'How long the oldest of them is due');
  const runs = gauge('noi_runs_open', 'Runs that are not over, by state', ['workspace', 'state']);
  const held = gauge('noi_steps_held', 'Steps that are held by a pause, a refused account or a call of unknown outcome');
  const messages = gauge('noi_ledger_messages', 'Messages reserved within the last 24 hours, by state of the send ledger', ['workspace', 'state']);
  const isRead = gauge('noi_records_read', '1 when the records could be read for this scrape', []);
  const all = [events, eventAge, answers, answerAge, runs, held, messages];
  let readAt = Number.NEGATIVE_INFINITY;

  function show(row: WorkspaceGauges): void {
    const workspace = shop(row.workspaceId);
    events.inc({ workspace }, row.events);
    oldest(eventAge, { workspace, since: row.oldestEventAt });
    answers.inc({ workspace }, row.answers);
    oldest(answerAge, { workspace, since: row.oldestAnswerAt });
    for (const [state, count] of Object.entries(row.runs)) runs.inc({ workspace, state }, count);
    held.inc({ workspace }, row.held);
    for (const [state, count] of Object.entries(row.messages)) messages.inc({ workspace, state }, count);
  }

  /** Several workspaces may share a label: the oldest of them counts. */
  const ages = new Map<string, number>();
  function oldest(age: Gauge, { workspace, since }: { workspace: string; since: Date | null }): void {
    const key = `${age === eventAge ? 'event' : 'answer'} ${workspace}`;
    const seconds = Math.max(ages.get(key) ?? 0, since === null ? 0 : (now().getTime() - since.getTime()) / 1000);
    ages.set(key, seconds);
    age.set({ workspace }, seconds);
  }

  return {
    /** Reads the records anew, at most every few seconds; never fails: where they cannot be read, their gauges are gone. */
    async refresh(): Promise<void> {
      const at = now();
      if (at.getTime() - readAt < freshMs) return;
      const rows = await db.gauges.read({ now: at }).catch((err) => {
        log.warn({ err }, 'the records could not be read for the metrics');
        return null;
      });
      for (const one of all) one.reset();
      ages.clear();
      for (const row of rows ?? []) show(row);
      isRead.set(rows === null ? 0 : 1);
      readAt = rows === null ? Number.NEGATIVE_INFINITY : at.getTime();
    },
  };
}
