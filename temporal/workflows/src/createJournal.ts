import type { RunOutcome, StepRecord } from '@noi/flow/run';
import { log } from '@temporalio/workflow';
import { localActivities, remoteActivities } from './activityProxies.ts';
import type { ProgressEntry, RecordProgressAnswer, RecordProgressRequest } from './activityTypes.ts';
import type { LocalCalls } from './createLocalCalls.ts';
import type { Waits } from './createWaits.ts';
import { progressParts } from './progressParts.ts';

/**
 * Lines and ends of runs that are not in the database yet. They go with the run's next effect, or with the whole group's in one activity, which takes
 * along what the group waits for and brings back what has come.
 */
export interface Journal {
  note(runId: string, record: StepRecord): void;
  end(runId: string, outcome: RunOutcome): void;
  /** The run's lines, to be written by whoever takes them. */
  take(runId: string): readonly StepRecord[];
  /** Lines that were taken and not written. */
  giveBack(runId: string, records: readonly StepRecord[]): void;
  /**
   * All waits until no local effect is under way: the next one may take lines along, and calls that come back one by one in a living workflow come
   * back together when its history is replayed, which must not change what is flushed when.
   */
  isDue(isIdle: boolean): boolean;
  /** Writes all there is. One flush at a time: what comes meanwhile goes with the next. */
  flush(stateOf: (runId: string) => 'running' | 'waiting' | 'ended'): void;
  readonly isClean: boolean;
}

export interface JournalOptions {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly planHash: string;
  readonly waits: Waits;
  readonly local: LocalCalls;
  /** A flush that goes remotely goes in parts of so many bytes. */
  readonly mostRemoteBytes: number;
  readonly traceOf: (runId: string) => string | undefined;
  /** What was there already of what the runs wait for, or came to nothing. */
  readonly onAnswer: (answer: RecordProgressAnswer) => void;
}

/** What is told last says what there is to answer. */
async function tellRemotely(parts: readonly RecordProgressRequest[]): Promise<RecordProgressAnswer | undefined> {
  let answer: RecordProgressAnswer | undefined;
  for (const part of parts) answer = await remoteActivities.recordProgress(part);
  return answer;
}

/** A flush stays far below the largest payload that Temporal takes (2 MiB), and within the time of a local activity: a long loop of pure steps leaves more. */
const mostLines = 500;

export function createJournal({ workspaceId, flowId, planHash, waits, local, mostRemoteBytes, traceOf, onAnswer }: JournalOptions): Journal {
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
      // More than an effect can carry is left to the flushes.
      if (taken.length > mostLines) return [];
      lines.delete(runId);
      return taken;
    },
    giveBack(runId, records) {
      if (records.length > 0) lines.set(runId, [...records, ...(lines.get(runId) ?? [])]);
    },
    isDue: (isIdle) => isIdle && !isFlushing && (ends.size > 0 || lines.size > 0 || waits.hasNews),
    flush(stateOf) {
      const at = Date.now();
      const entries: ProgressEntry[] = [];
      let room = mostLines;
      for (const runId of new Set([...lines.keys(), ...ends.keys()])) {
        const known = lines.get(runId) ?? [];
        if (room === 0 && known.length > 0) continue;
        const records = known.slice(0, room);
        room -= records.length;
        const isWhole = records.length === known.length;
        if (isWhole) lines.delete(runId);
        else lines.set(runId, known.slice(records.length));
        // The end of a run is told after its last line.
        const outcome = isWhole ? ends.get(runId) : undefined;
        if (isWhole) ends.delete(runId);
        const state = stateOf(runId);
        const trace = outcome && traceOf(runId);
        const told = { ...(outcome === undefined ? {} : { outcome }), ...(trace === undefined ? {} : { trace }) };
        entries.push({ runId, records, at, ...told, ...(state === 'ended' ? {} : { state }) });
      }
      isFlushing = true;
      const news = waits.take();
      write({ workspaceId, flowId, planHash, entries, ...(news === null ? {} : { waits: news }) }).then(
        (answer) => {
          isFlushing = false;
          if (answer !== undefined) onAnswer(answer);
        },
        (thrown) => {
          isFlushing = false;
          log.error('Progress of a group could not be written', { runs: entries.length, reason: String(thrown) });
        },
      );
    },
    get isClean() {
      return !isFlushing && lines.size === 0 && ends.size === 0 && !waits.hasNews;
    },
  };

  /** Also when the workflow is being cancelled: what happened is told. */
  function write(request: RecordProgressRequest): Promise<RecordProgressAnswer | undefined> {
    return local.makeElseRemotely('Progress could not be written locally and goes on remotely', {
      locally: () => localActivities.recordProgress(request),
      remotely: () => tellRemotely(progressParts(request, mostRemoteBytes)),
    });
  }
}
