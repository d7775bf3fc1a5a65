import type { Expectation, Scenario } from '@noi/flow';
import { fitPayload } from './fitPayload.ts';
import type { Listener } from './listeners.ts';

type Payload = Readonly<Record<string, unknown>>;

/** One of the flow's own tests, opened to be looked at again. */
export interface OpenTest {
  readonly id: string;
  readonly name: string;
  readonly scenario: Scenario;
  readonly expectations: readonly Expectation[];
}

/** What somebody chose to try the flow with. */
export interface TrialSetup {
  readonly source: 'sample' | 'recorded' | 'typed';
  readonly recorded: { readonly id: string; readonly payload: Payload } | null;
  readonly typed: Payload;
  /** ISO 8601. */
  readonly startAt: string;
  readonly days: number;
  readonly approve: Scenario['approve'];
  /** After how many hours the event comes that a step waits for; without an entry it does not come. */
  readonly coming: Readonly<Record<string, number>>;
  /** Of an opened test: kept as they are. */
  readonly events: Scenario['events'];
  /** Of an opened test: its own, whatever is pinned to the draft now. */
  readonly pins: Scenario['pins'] | null;
}

/** A new trial: the trigger's sample, from now on, for a month. */
export function newSetup(sample: Payload, now: string): TrialSetup {
  return { source: 'sample', recorded: null, typed: sample, startAt: now, days: 30, approve: 'approved', coming: {}, events: [], pins: null };
}

/** The setup that an opened test was made with. */
export function setupOf({ event, pins, ...scenario }: Scenario, sample: Payload): TrialSetup {
  return { ...newSetup(sample, scenario.startAt), ...scenario, source: event ? 'typed' : 'sample', typed: event?.payload ?? sample, pins: pins ?? {} };
}

/** The event's data, as it is chosen. */
function payloadOf({ source, recorded, typed }: TrialSetup, sample: Payload): Payload {
  if (source === 'typed') return typed;
  return source === 'recorded' && recorded ? recorded.payload : sample;
}

interface Around {
  readonly event: NonNullable<Scenario['event']>['type'];
  readonly sample: Payload;
  readonly listeners: readonly Listener[];
  /** What is pinned to the draft now. */
  readonly pins: NonNullable<Scenario['pins']>;
}

/** The setup as a scenario, with everything in it that a result depends on. */
export function scenarioOf(setup: TrialSetup, { event, sample, listeners, pins: pinned }: Around): Scenario {
  const pins = setup.pins ?? pinned;
  const payload = payloadOf(setup, sample);
  const coming = listeners.flatMap((listener) => {
    const hours = setup.coming[listener.key];
    return hours === undefined ? [] : [{ afterMinutes: Math.round(hours * 60), type: listener.event, payload: { ...fitPayload(listener, payload) } }];
  });
  return {
    ...(setup.source === 'sample' ? {} : { event: { type: event, payload: { ...payload } } }),
    startAt: setup.startAt,
    days: setup.days,
    approve: setup.approve,
    events: [...setup.events, ...coming],
    ...(Object.keys(pins).length === 0 ? {} : { pins }),
  };
}
