import type { BusinessEvent, EventType } from '@noi/events';
import type { EntryKeys, EntryRefusal } from '@noi/flow';
import type { NewRun, SubscriptionRow } from './newRuns.ts';
import type { RunRow, RunState } from './runRows.ts';

/** One event that asks to enter a flow with entry rules. */
export interface EntryAsk extends EntryKeys {
  readonly workspaceId: string;
  readonly flowId: string;
}

/** An unfinished run that others may have to wait for. */
export interface EntryTurnRow {
  readonly runId: string;
  readonly flowId: string;
  readonly state: 'running' | 'queued';
  readonly person: string | null;
  readonly lane: string | null;
  readonly isStopping: boolean;
}

/** How things stand for a batch of asks; the flows must be locked. */
export interface EntryFacts {
  /** Dedupe keys, of the asked ones, that were used. */
  readonly repeats: readonly { readonly flowId: string; readonly dedupe: string }[];
  readonly marks: readonly { readonly flowId: string; readonly person: string; readonly at: Date }[];
  /** Unfinished runs of the asked persons. */
  readonly turns: readonly EntryTurnRow[];
  readonly lanes: readonly { readonly flowId: string; readonly lane: string; readonly running: number; readonly queued: number }[];
}

/** A run that entered: `queued` waits for its turn; `stopped` gave way to a newer one before anybody started it. */
export interface EnteredRun extends NewRun {
  readonly id: string;
  readonly state: 'starting' | 'queued' | 'stopped';
  /** Its entry key, where the flow has one, instead of the event's. */
  readonly dedupe: string | null;
  readonly person: string | null;
  readonly lane: string | null;
  readonly laneLimit: number | null;
  /** What it reads as its trigger, where that is more than its event's payload. */
  readonly trigger: Readonly<Record<string, unknown>> | null;
}

/** An event that is kept to make a run together with others. */
export interface GatheredEvent {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly key: string;
  readonly type: 'debounce' | 'batch';
  readonly windowMs: number;
  /** Of batches: so many close one. */
  readonly most: number;
  /** Of batches: bytes of JSON that one takes, unless a single event is larger. */
  readonly mostBytes: number;
  readonly event: BusinessEvent;
  /** Of batches: a key that lets later events with the same one stay out. */
  readonly dedupe: string | null;
}

/** Events whose time has come, with the flow's live rules. */
export interface DueGathering {
  readonly type: 'debounce' | 'batch';
  readonly event: EventType;
  readonly subscription: SubscriptionRow;
  /** The last. */
  readonly last: BusinessEvent;
  /** In order of arrival; only the last of a burst. */
  readonly payloads: readonly Readonly<Record<string, unknown>>[];
}

export interface RefusedEntry {
  readonly workspaceId: string;
  readonly flowId: string;
  /** `yyyy-MM-dd` in the flow's timezone. */
  readonly day: string;
  readonly reason: EntryRefusal;
  readonly eventId: string;
  readonly subject: string | null;
}

export interface EntryChanges {
  /** In order of arrival, which is the order in which they wait. */
  readonly runs: readonly EnteredRun[];
  readonly marks: readonly { readonly workspaceId: string; readonly flowId: string; readonly person: string }[];
  readonly refusals: readonly RefusedEntry[];
  readonly gathered: readonly GatheredEvent[];
  /**
   * Former runs that give way, each to one of `runs`, if that is really made: queued ones end here and now, the others are told by `EntryRepository.stopping`.
   */
  readonly ends: readonly { readonly runId: string; readonly givesWayTo: string }[];
  readonly at: Date;
}

/** The rules of entry inside one transaction. */
export interface EntryDesk {
  /** Keeps these flows to this transaction; call it once, for all of them, since the order of locks is what keeps two dispatchers from waiting in a circle. */
  lock(flowIds: readonly string[]): Promise<void>;
  facts(asks: readonly EntryAsk[]): Promise<EntryFacts>;
  /** Returns the runs that start now. */
  save(changes: EntryChanges): Promise<readonly RunRow[]>;
}

/** Events that entered no run on one day, for one reason. */
export interface EntryRefusalRow {
  readonly day: string;
  readonly reason: EntryRefusal;
  readonly count: number;
  readonly lastEventId: string;
  readonly lastSubject: string | null;
  readonly lastAt: Date;
}

/** What keeps a run that waits for its turn. */
export interface QueuedTurn {
  /** Its person's earlier runs, as many runs as may be under way at once, or nothing any more: it is about to start. */
  readonly cause: 'person' | 'limit' | 'none';
  /** How many of these may be under way at once. */
  readonly limit: number | null;
  /** Those under way that it waits for, oldest first; the first few of them. */
  readonly running: readonly { readonly runId: string; readonly subject: string | null; readonly state: RunState }[];
  /** How many wait before it. */
  readonly ahead: number;
}

/** What may share a workflow: so many runs, whose triggers take about so many bytes, and one more. */
export interface GroupBounds {
  readonly runs: number;
  readonly bytes: number;
}

export interface EntryRepository {
  /**
   * Gives the room that ended runs left to those that wait, in order of arrival; `null` when no flow has such room. What is returned is `starting` and
   * committed.
   */
  admitNext(bounds: GroupBounds): Promise<readonly RunRow[] | null>;
  /**
   * Takes up to `limit` gatherings of live flows that are due at `at`, hands them to `work`, and commits what that does together with their end. Returns
   * what `work` does, or `null` when nothing is due. Those of a paused flow stay.
   */
  closeDue<T>(request: { at: Date; limit: number }, work: (desk: EntryDesk, due: readonly DueGathering[]) => Promise<T>): Promise<T | null>;
  /** What these runs read as their trigger, of those that read more than their event. */
  triggers(runs: readonly { workspaceId: string; id: string }[]): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
  /** Runs that ended behind the recorder's back count as ended from now on; what flows gathered that were removed since is let go. */
  sweepEnded(): Promise<void>;
  /** Runs under way that were asked to give way and have not ended, not tried since `triedBefore`; each is handed to one caller. One that is still `starting` comes later. */
  stopping(request: { triedBefore: Date; at: Date; limit: number }): Promise<readonly RunRow[]>;
  /** Takes a queued run out of its queue and ends it as stopped; `false` when it is no longer queued. */
  cancelQueued(key: { workspaceId: string; runId: string; at: Date }): Promise<boolean>;
  /** What a run waits for that waits for its turn; `null` for any other. */
  turnOf(key: { workspaceId: string; runId: string }): Promise<QueuedTurn | null>;
  /** Newest day first. */
  refusals(key: { workspaceId: string; flowId: string; limit: number }): Promise<readonly EntryRefusalRow[]>;
  /** What is gathered and has made no run yet. */
  gathering(key: { workspaceId: string; flowId: string }): Promise<{ readonly events: number; readonly nextDueAt: Date | null }>;
  /** Calls back when there may be room, or a run to be told to end (`LISTEN/NOTIFY`); the returned function stops. */
  onRoom(listener: () => void): Promise<() => Promise<void>>;
}
