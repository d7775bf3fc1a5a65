import type { EventType } from '@noi/events';
import type { FlowCommand, FlowGraph, Plan } from '@noi/flow';
import type { PublishedTest } from './flowTests.ts';

export type FlowStatus = 'draft' | 'live' | 'paused';

export interface FlowRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly graph: FlowGraph;
  readonly revision: number;
  readonly status: FlowStatus;
  readonly liveVersionId: string | null;
  /** Number of the live version, and the draft revision it was made from is newer or equal. */
  readonly liveVersion: number | null;
  /** The draft differs from the live version. */
  readonly isChanged: boolean;
  readonly templateId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface FlowEditRow {
  readonly revision: number;
  readonly command: FlowCommand;
  readonly inverse: FlowCommand;
  readonly kind: 'do' | 'undo' | 'redo';
  readonly of: number | null;
  readonly clientKey: string;
  readonly userId: string | null;
  readonly at: Date;
}

export interface FlowVersionRow {
  readonly id: string;
  readonly flowId: string;
  readonly number: number;
  readonly name: string | null;
  readonly graph: FlowGraph;
  readonly planHash: string;
  readonly publishedBy: string | null;
  readonly publishedAt: Date;
}

export interface FlowRepository {
  /** The flow changed last first. Runs are those that began in the last 30 days; of those under way, whenever they began, no more than 10 000 are counted. */
  list(workspaceId: string): Promise<
    readonly (Omit<FlowRow, 'graph'> & {
      readonly runs: { readonly active: number; readonly failed: number; readonly total: number };
      readonly lastRunAt: Date | null;
    })[]
  >;
  /** Every flow by name, with the graph of its live version where it has one: what other flows may call. */
  callable(workspaceId: string): Promise<readonly { readonly id: string; readonly name: string; readonly live: FlowGraph | null }[]>;
  get(key: { workspaceId: string; id: string }): Promise<FlowRow | null>;
  create(flow: { workspaceId: string; name: string; graph: FlowGraph; templateId?: string }): Promise<FlowRow>;
  rename(key: { workspaceId: string; id: string }, name: string): Promise<void>;
  /** It is listed and started no more. Its runs go on, also those that a pause held. */
  remove(key: { workspaceId: string; id: string }): Promise<void>;
  /**
   * Appends edits and stores the resulting graph when the draft is still at `baseRevision`, else throws `revision_conflict` with the current revision.
   * Edits whose client key is known are left out.
   */
  edit(
    key: { workspaceId: string; id: string },
    change: { baseRevision: number; graph: FlowGraph; edits: readonly Omit<FlowEditRow, 'revision' | 'at'>[] },
  ): Promise<FlowRow>;
  /** Newest first. */
  edits(key: { workspaceId: string; id: string; after?: number; limit: number }): Promise<readonly FlowEditRow[]>;
  /** Freezes `graph` as the next version, stores its plan, makes it live and replaces the subscription, in one transaction. */
  publish(request: {
    workspaceId: string;
    id: string;
    graph: FlowGraph;
    plan: Plan;
    subscription: { event: EventType; source?: string; connectionId?: string };
    publishedBy: string | null;
    name?: string;
    /** The flow's own tests as they went with this version. */
    tests?: readonly PublishedTest[];
    /** From when on its schedule counts. Default now. */
    at?: Date;
    /** What becomes of runs of former versions, by the step at which they stand; those of other steps keep their version. */
    inFlight?: { readonly choices: Readonly<Record<string, 'move' | 'cancel'>>; readonly startsAt: Date };
  }): Promise<FlowVersionRow>;
  /** Ends a pause in one transaction: held steps are let go (evenly over `spreadMs`) or skipped, and the events of the pause start runs if wanted. Returns how many of each. */
  resume(
    key: { workspaceId: string; id: string },
    choice: { held: 'now' | 'spread' | 'skip'; spreadMs?: number; events: 'start' | 'leave'; now: Date },
  ): Promise<{ readonly held: number; readonly events: number }>;
  /** Since when the flow is paused, and how many events it would have heard since, up to the age at which a shop's events go; `null` when it is not paused. */
  pause(key: { workspaceId: string; id: string }): Promise<{ readonly pausedAt: Date; readonly eventsMissed: number } | null>;
  /** `live` ends a pause at once: what is held goes on, its events start nothing. Throws `flow_not_live` for a flow that was never published. */
  setStatus(key: { workspaceId: string; id: string }, status: 'live' | 'paused'): Promise<void>;
  versions(key: { workspaceId: string; id: string }): Promise<readonly FlowVersionRow[]>;
  version(key: { workspaceId: string; versionId: string }): Promise<FlowVersionRow | null>;
  /** `null` takes its name away. Throws `not_found`. */
  nameVersion(key: { workspaceId: string; versionId: string }, name: string | null): Promise<void>;
  plan(key: { workspaceId: string; hash: string }): Promise<Plan | null>;
}
