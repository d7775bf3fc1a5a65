import type { RunState } from '@noi/flow/run';
import { log } from '@temporalio/workflow';
import { localActivities, remoteActivities } from './activityProxies.ts';
import type { HandOverAnswer, HandOverRequest } from './activityTypes.ts';
import type { LocalCalls } from './createLocalCalls.ts';

/** Runs of a group that go on somewhere else. */
export interface Departures {
  /** They begin no more effects, and are handed over when theirs have ended. */
  ask(runIds: readonly string[]): void;
  isAsked(runId: string): boolean;
  /** It is being handed over: nothing reaches it here, and what is sent to it comes again where it goes. */
  isGoing(runId: string): boolean;
  readonly isUnderWay: boolean;
  /** Some of them can be handed over now. */
  readonly isDue: boolean;
  /** Hands over as many as one request carries. */
  begin(): void;
}

export interface DeparturesOptions {
  readonly workspaceId: string;
  readonly planHash: string;
  readonly local: LocalCalls;
  /** All is written that is known of the group, since a line that is written after a run has left would turn its row back, and no local call is under way. */
  readonly isClean: () => boolean;
  /** The run as it stands; `null` while something of it is under way, and when it is over. */
  readonly stateOf: (runId: string) => RunState | null;
  readonly onStay: (runId: string) => void;
  readonly onGone: (runId: string) => void;
}

/** Most characters of states in one request; Temporal refuses 2 MiB. */
const largestRequest = 400_000;

export function createDepartures({ workspaceId, planHash, local, isClean, stateOf, onStay, onGone }: DeparturesOptions): Departures {
  const leaving = new Map<string, 'asked' | 'going'>();
  let isUnderWay = false;

  return {
    ask(runIds) {
      for (const runId of runIds) if (!leaving.has(runId)) leaving.set(runId, 'asked');
    },
    isAsked: (runId) => leaving.has(runId),
    isGoing: (runId) => leaving.get(runId) === 'going',
    get isUnderWay() {
      return isUnderWay;
    },
    get isDue() {
      return leaving.size > 0 && !isUnderWay && isClean() && [...leaving.keys()].some((runId) => stateOf(runId) !== null);
    },
    begin() {
      const runs = asMany();
      for (const { runId } of runs) leaving.set(runId, 'going');
      isUnderWay = true;
      handOver({ workspaceId, planHash, runs }).then(
        ({ stay }) => end(runs, new Set(stay)),
        (thrown) => {
          log.error('Runs could not be handed over', { runs: runs.length, reason: String(thrown) });
          end(runs, new Set(runs.map(({ runId }) => runId)));
        },
      );
    },
  };

  function asMany(): HandOverRequest['runs'] {
    const runs: { runId: string; state: RunState }[] = [];
    let room = largestRequest;
    for (const runId of leaving.keys()) {
      const state = stateOf(runId);
      if (state === null) continue;
      room -= JSON.stringify(state).length;
      if (room < 0 && runs.length > 0) break;
      runs.push({ runId, state });
    }
    return runs;
  }

  function end(runs: HandOverRequest['runs'], stay: ReadonlySet<string>): void {
    isUnderWay = false;
    for (const { runId } of runs) {
      leaving.delete(runId);
      if (stay.has(runId)) onStay(runId);
      else onGone(runId);
    }
  }

  /** For as long as the house needs to take them. */
  function handOver(request: HandOverRequest): Promise<HandOverAnswer> {
    return local.makeElseRemotely('Runs could not be handed over locally; it goes on remotely', {
      locally: () => localActivities.handOver(request),
      remotely: () => remoteActivities.handOver(request),
    });
  }
}
