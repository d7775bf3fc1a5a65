import type { RunOutcome, StepRecord } from '@noi/flow/run';
import { CancellationScope, log } from '@temporalio/workflow';
import { localActivities, remoteActivities } from './activityProxies.ts';
import type { ProgressEntry, RecordProgressRequest } from './activityTypes.ts';

/** Lines and ends of runs that are not in the database yet. They go with the run's next effect, or with the whole group's in one activity. */
export interface Journal {
  note(runId: string, record: StepRecord): void;
  end(runId: string, outcome: RunOutcome): void;
  /** The run's lines, to be written by whoever takes them. */
  take(runId: string): readonly StepRecord[];
  /** Lines that were taken and not written. */
  giveBack(runId: string, records: readonly StepRecord[]): void;
  /** An end is told at once; lines wait until the group is idle, since the next effect may take them along. */
  isDue(isIdle: boolean): boolean;
  /** Writes all there is. One flush at a time: what comes meanwhile goes with the next. */
  flush(stateOf: (runId: string) => 'running' | 'waiting' | 'ended'): void;
  readonly isClean: boolean;
}

export function createJournal({ workspaceId, flowId }: { workspaceId: string; flowId: string }): Journal {
  const lines = new Map<string, StepRecord[]>();
  const ends = new Map<string, RunOutcome>();
  let isFlushing = false;

  return {
    note(runId, record) {
      const known = lines.get(runId);
      if (known === undefined) lines.set(runId, [record]);
      else known.push(record);
    },
    end: (runId, outcome) => void ends.set(runId, outcome),
    take(runId) {
      const taken = lines.get(runId) ?? [];
      lines.delete(runId);
      return taken;
    },
    giveBack(runId, records) {
      if (records.length > 0) lines.set(runId, [...records, ...(lines.get(runId) ?? [])]);
    },
    isDue: (isIdle) => !isFlushing && (ends.size > 0 || (isIdle && lines.size > 0)),
    flush(stateOf) {
      const at = Date.now();
      const entries = [...new Set([...lines.keys(), ...ends.keys()])].map((runId): ProgressEntry => {
        const outcome = ends.get(runId);
        const state = stateOf(runId);
        return { runId, records: lines.get(runId) ?? [], at, ...(outcome === undefined ? {} : { outcome }), ...(state === 'ended' ? {} : { state }) };
      });
      lines.clear();
      ends.clear();
      isFlushing = true;
      write({ workspaceId, flowId, entries }).then(
        () => {
          isFlushing = false;
        },
        (thrown) => {
          isFlushing = false;
          log.error('Progress of a group could not be written', { runs: entries.length, reason: String(thrown) });
        },
      );
    },
    get isClean() {
      return !isFlushing && lines.size === 0 && ends.size === 0;
    },
  };
}

/** Also when the workflow is being cancelled: what happened is told. */
function write(request: RecordProgressRequest): Promise<void> {
  return CancellationScope.nonCancellable(async () => {
    try {
      await localActivities.recordProgress(request);
    } catch (thrown) {
      log.warn('Progress could not be written locally and goes on remotely', { reason: String(thrown) });
      await remoteActivities.recordProgress(request);
    }
  });
}
