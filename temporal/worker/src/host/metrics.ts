import { createWorkspaceLabels } from '@noi/telemetry';
import type { ActivityCounts } from '@noi/temporal-activities';
import type { TimerSinks } from '@noi/temporal-workflows';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliverCounts } from '../deliver/createDeliverer.ts';
import type { DispatchCounts } from '../dispatch/DispatchCounts.ts';

/** What happens in a worker, as its parts tell it. */
export interface WorkerCounts extends DispatchCounts, DeliverCounts, ActivityCounts {
  onTimer?(fact: Parameters<TimerSinks['timers']['woke']>[0]): void;
}

export interface Metrics {
  readonly registry: Registry;
  readonly counts: WorkerCounts;
}

/** Counters of this process. Labels name workspaces by their id, nodes and outcomes, never people. */
export function createMetrics({ callsUnderWay, now = Date.now }: { callsUnderWay: () => number; now?: () => number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'noi_worker_' });
  const shop = createWorkspaceLabels();
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) => new Counter({ name, help, labelNames, registers });
  const events = counter('noi_dispatched_events_total', 'Events that the dispatcher has worked', ['workspace']);
  const runs = counter('noi_created_runs_total', 'Runs recorded by the dispatcher', ['workspace']);
  const started = counter('noi_started_runs_total', 'Runs whose workflow was started', ['workspace']);
  const ended = counter('noi_ended_runs_total', 'Runs that ended, by how', ['workspace', 'state']);
  const answered = counter('noi_answered_waits_total', 'Waits of runs that events have ended');
  const signals = counter('noi_answer_signals_total', 'Signals that brought answers to workflows');
  const delivered = counter('noi_delivered_answers_total', 'Answers that were signalled, repeats included');
  const setAside = counter('noi_events_set_aside_total', 'Events that could not be worked and were set aside', ['workspace']);
  const steps = counter('noi_step_tries_total', 'Tries of action steps by node and outcome; those that are tried again have the outcome retrying', [
    'workspace',
    'node',
    'outcome',
  ]);
  const logic = counter('noi_logic_steps_total', 'Logic steps that came to their end, by kind and how', ['workspace', 'kind', 'outcome']);
  const messages = counter('noi_messages_total', 'Messages that came to a state of the send ledger', ['workspace', 'channel', 'state']);
  const seconds = new Histogram({
    name: 'noi_step_seconds',
    help: 'Seconds from the beginning of a try to its checkpoint',
    labelNames: ['node'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  const late = new Histogram({
    name: 'noi_timer_late_seconds',
    help: 'Seconds from the second in which a wait was due to when its run went on',
    labelNames: ['workspace'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
    registers,
  });
  new Gauge({
    name: 'noi_calls_under_way',
    help: 'Calls of actions that are under way in this process',
    registers,
    collect() {
      this.set(callsUnderWay());
    },
  });

  return {
    registry,
    counts: {
      onBatch(batch) {
        for (const { workspaceId } of batch.events) events.inc({ workspace: shop(workspaceId) });
        for (const { workspaceId } of batch.runs) runs.inc({ workspace: shop(workspaceId) });
        for (const { workspaceId, channel, state } of batch.receipts) messages.inc({ workspace: shop(workspaceId), channel, state });
        answered.inc(batch.answered);
      },
      onStarted(group) {
        for (const { workspaceId } of group) started.inc({ workspace: shop(workspaceId) });
      },
      onRunEnded: ({ workspaceId, state }) => ended.inc({ workspace: shop(workspaceId), state }),
      onSignals: (count) => signals.inc(count),
      onAnswers: (count) => delivered.inc(count),
      onSetAside: ({ workspaceId }) => setAside.inc({ workspace: shop(workspaceId) }),
      onMessage: ({ workspaceId, ...message }) => messages.inc({ workspace: shop(workspaceId), ...message }),
      onStep({ workspaceId, node, outcome, seconds: taken }) {
        steps.inc({ workspace: shop(workspaceId), node, outcome });
        seconds.observe({ node }, taken);
      },
      onLogicStep: ({ workspaceId, ...step }) => logic.inc({ workspace: shop(workspaceId), ...step }),
      onTimer({ workspaceId, dueMs, waits }) {
        const seconds = Math.max(0, now() - dueMs) / 1000;
        for (let wait = 0; wait < waits; wait += 1) late.observe({ workspace: shop(workspaceId) }, seconds);
      },
    },
  };
}
