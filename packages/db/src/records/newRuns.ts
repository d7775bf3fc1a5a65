import type { EventType } from '@noi/events';
import type { EntryRules, MatchKey } from '@noi/flow';

export interface SubscriptionRow {
  readonly flowId: string;
  readonly workspaceId: string;
  readonly versionId: string;
  readonly planHash: string;
  readonly event: EventType;
  readonly source: string | null;
  readonly connectionId: string | null;
  /** `null` for a flow that every event enters at once. */
  readonly rules: EntryRules | null;
}

export interface NewRun {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly planHash: string;
  readonly engine: number;
  readonly workflowId: string;
  readonly eventId: string;
  readonly entryKey: string;
  readonly subject: string | null;
  readonly customer: string | null;
  /** Whom and what its event is about, for people who look for it; a called run is about what its caller is about. */
  readonly about?: readonly MatchKey[];
  /** Of a called run: the run that called it, and the token that waits for its end. */
  readonly parent?: { readonly runId: string; readonly token: string };
}
