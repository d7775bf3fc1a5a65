import type { StepFact } from '@noi/temporal-activities';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliverCounts } from '../deliver/createDeliverer.ts';
import type { DispatchCounts } from '../dispatch/createDispatcher.ts';

export interface Metrics {
  readonly registry: Registry;
  readonly counts: DispatchCounts & DeliverCounts;
  onStep(fact: StepFact): void;
}

/** Counters of this process. Labels name nodes and outcomes, never people. */
export function createMetrics({ callsUnderWay }: { callsUnderWay: () => number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const events = new Counter({ name: 'noi_dispatched_events_total', help: 'Events that the dispatcher has worked', registers });
  const runs = new Counter({ name: 'noi_created_runs_total', help: 'Runs recorded by the dispatcher', registers });
  const started = new Counter({ name: 'noi_started_runs_total', help: 'Runs whose workflow was started', registers });
  const answered = new Counter({ name: 'noi_answered_waits_total', help: 'Waits of runs that events have ended', registers });
  const signals = new Counter({ name: 'noi_answer_signals_total', help: 'Signals that brought answers to workflows', registers });
  const delivered = new Counter({ name: 'noi_delivered_answers_total', help: 'Answers that were signalled, repeats included', registers });
  const setAside = new Counter({ name: 'noi_events_set_aside_total', help: 'Events that could not be worked and were set aside', registers });
  const steps = new Counter({
    name: 'noi_step_tries_total',
    help: 'Tries of action steps by node and outcome',
    labelNames: ['node', 'outcome'] as const,
    registers,
  });
  const seconds = new Histogram({
    name: 'noi_step_seconds',
    help: 'Seconds from the beginning of a try to its checkpoint',
    labelNames: ['node'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
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
      onEvents: (count) => events.inc(count),
      onRuns: (count) => runs.inc(count),
      onStarted: (count) => started.inc(count),
      onAnswered: (count) => answered.inc(count),
      onSignals: (count) => signals.inc(count),
      onAnswers: (count) => delivered.inc(count),
      onSetAside: () => setAside.inc(),
    },
    onStep({ node, outcome, seconds: taken }) {
      steps.inc({ node, outcome });
      seconds.observe({ node }, taken);
    },
  };
}
