import type { EventType } from '@noi/events';
import type { BacktestReport, CalledFlow, Plan, RecordedEvent, SentMessage } from '@noi/flow';

export type BacktestState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface BacktestRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly flowId: string;
  /** Of the draft that is walked. */
  readonly revision: number;
  readonly state: BacktestState;
  readonly liveVersion: number | null;
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly eventsDone: number;
  /** Not known before it runs. */
  readonly eventsTotal: number | null;
  /** There were more events than are looked at; the latest were left out. */
  readonly isCut: boolean;
  readonly report: BacktestReport | null;
  readonly liveReport: BacktestReport | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** One that somebody works on, for as long as the lease lasts. */
export interface TakenBacktest extends Pick<BacktestRow, 'id' | 'workspaceId' | 'flowId' | 'fromAt' | 'toAt'> {
  readonly lease: string;
  readonly plan: Plan;
  readonly livePlan: Plan | null;
  /** The flows that they call, by id. */
  readonly called: Readonly<Record<string, CalledFlow>>;
}

interface Window {
  readonly workspaceId: string;
  readonly from: Date;
  readonly to: Date;
}

export interface BacktestRepository {
  /** Asks for one; an unfinished one of the same flow is cancelled, and only the last ten of a flow are kept. */
  create(request: {
    workspaceId: string;
    flowId: string;
    revision: number;
    plan: Plan;
    livePlan: Plan | null;
    called: Readonly<Record<string, CalledFlow>>;
    liveVersion: number | null;
    fromAt: Date;
    toAt: Date;
    createdBy: string | null;
  }): Promise<BacktestRow>;
  get(key: { workspaceId: string; id: string }): Promise<BacktestRow | null>;
  /** Of the flow. */
  latest(key: { workspaceId: string; flowId: string }): Promise<BacktestRow | null>;
  /** `false` when it was over. */
  cancel(key: { workspaceId: string; id: string }, at: Date): Promise<boolean>;
  /** The one that waits longest, of a shop for which nobody works, or one whose worker is gone; `null` when there is none. One that failed its workers three times is given up. */
  take(request: { now: Date; leaseUntil: Date }): Promise<TakenBacktest | null>;
  /** Says how far it is and keeps the lease; `false` when it is no longer wanted, or another has it. */
  progress(
    taken: Pick<TakenBacktest, 'workspaceId' | 'id' | 'lease'>,
    change: { eventsDone: number; eventsTotal: number; isCut: boolean; leaseUntil: Date },
  ): Promise<boolean>;
  end(
    taken: Pick<TakenBacktest, 'workspaceId' | 'id' | 'lease'>,
    end: { at: Date } & ({ state: 'done'; report: BacktestReport; liveReport: BacktestReport | null } | { state: 'failed' }),
  ): Promise<boolean>;
  /** How many events of these kinds came in that time; counts no further than `most`. */
  countEvents(window: Window & { types: readonly EventType[]; most: number }): Promise<number>;
  /** A page of them, in order of arrival, after the one named. */
  events(window: Window & { types: readonly EventType[]; after?: string; limit: number }): Promise<readonly RecordedEvent[]>;
  /** What other flows sent in that time, in order, for caps. */
  sentByOthers(window: Window & { flowId: string; limit: number }): Promise<readonly SentMessage[]>;
}
