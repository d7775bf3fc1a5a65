import type { StepId } from '../graph/FlowGraph.ts';
import type { Plan } from '../plan/Plan.ts';
import { moveState } from '../run/move/moveState.ts';
import type { RunState } from '../run/RunState.ts';
import { type OpenFate, own } from '../run/Walk.ts';
import { atOnce } from './atOnce.ts';
import { type StepChangeKind, stepChange } from './stepChange.ts';

/** An unfinished run of a former version. */
export interface InFlightRun {
  readonly planHash: string;
  readonly state: RunState;
}

export interface InFlightRequest {
  readonly runs: readonly InFlightRun[];
  /** The plans that they walk, by hash. */
  readonly plans: ReadonlyMap<string, Plan>;
  readonly newPlan: Plan;
  /** Epoch ms. */
  readonly now: number;
}

/** By how much waits end later, or earlier, in ms. */
export interface WaitShift {
  readonly runs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/** What becomes of the runs that stand at one step, if they are moved. */
export interface InFlightEffect {
  readonly stepId: StepId;
  readonly change: StepChangeKind;
  /** How many stand there. One that stands at several steps counts, with all that it would do, at each. */
  readonly runs: number;
  /** Those that go on at once: a wait of theirs would be over, or is gone. */
  readonly goOn: number;
  /** Messages to people that these would send before they wait again. What quiet hours and caps hold back is not looked at. */
  readonly messages: number;
  /** Those that would come to their end by it, without another wait. */
  readonly ends: number;
  readonly longer: WaitShift | null;
  readonly shorter: WaitShift | null;
}

interface Tally {
  readonly change: StepChangeKind;
  runs: number;
  goOn: number;
  messages: number;
  ends: number;
  /** New end less former end of each wait that changes. */
  readonly shifts: number[];
}

const order: readonly StepChangeKind[] = ['removed', 'changed', 'ahead', 'same'];

/** What a publish would do to the runs under way: each is put on the new plan as a real move would, and looked at. Removed steps come first, then changed ones. */
export function inFlightEffects({ runs, plans, newPlan, now }: InFlightRequest): readonly InFlightEffect[] {
  const tallies = new Map<StepId, Tally>();
  for (const { planHash, state } of runs) {
    const oldPlan = plans.get(planHash);
    if (oldPlan === undefined) continue;
    const moved = moveState({ state, oldPlan, newPlan, now }).state;
    const next = atOnce({ plan: newPlan, state: moved, now });
    const seen = new Set<StepId>();
    for (const { scope, stepId, fate } of sleeping(state)) {
      const tally = tallies.get(stepId) ?? { change: stepChange({ stepId, oldPlan, newPlan }), runs: 0, goOn: 0, messages: 0, ends: 0, shifts: [] };
      tallies.set(stepId, tally);
      const after = own(moved.scopes, scope)?.steps[stepId];
      const until = after?.state === 'open' ? after.until : undefined;
      if (fate.until !== undefined && until !== undefined && until !== fate.until) tally.shifts.push(Math.max(until, now) - Math.max(fate.until, now));
      if (seen.has(stepId)) continue;
      seen.add(stepId);
      tally.runs += 1;
      tally.messages += next.messages;
      if (next.goesOn) tally.goOn += 1;
      if (next.ends) tally.ends += 1;
    }
  }
  return [...tallies]
    .map(([stepId, { shifts, ...tally }]): InFlightEffect => {
      const longer = shiftOf(shifts.filter((ms) => ms > 0));
      return { stepId, ...tally, longer, shorter: shiftOf(shifts.filter((ms) => ms < 0).map((ms) => -ms)) };
    })
    .sort((one, other) => order.indexOf(one.change) - order.indexOf(other.change) || other.runs - one.runs);
}

function shiftOf(ms: readonly number[]): WaitShift | null {
  return ms.length === 0 ? null : { runs: ms.length, leastMs: Math.min(...ms), mostMs: Math.max(...ms) };
}

/** Where the run waits for time, for an answer, or for a hold to end. */
function sleeping({ scopes }: RunState): { readonly scope: string; readonly stepId: StepId; readonly fate: OpenFate }[] {
  return Object.entries(scopes).flatMap(([scope, { steps }]) =>
    Object.entries(steps).flatMap(([stepId, fate]) =>
      fate.state === 'open' && fate.doing !== 'body' && fate.doing !== 'execute' ? [{ scope, stepId, fate }] : [],
    ),
  );
}
