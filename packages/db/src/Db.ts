import type { AlertRepository } from './records/alerts.ts';
import type { ApprovalRepository } from './records/approvals.ts';
import type { BacktestRepository } from './records/backtests.ts';
import type { BroadcastRepository } from './records/broadcasts.ts';
import type { CallRepository } from './records/calls.ts';
import type { ChangeFeed } from './records/changes.ts';
import type { ConnectionRepository } from './records/connections.ts';
import type { DispatchRepository } from './records/dispatch.ts';
import type { DoorRepository } from './records/doors.ts';
import type { EntryRepository } from './records/entry.ts';
import type { EventRepository } from './records/events.ts';
import type { FlowRepository } from './records/flows.ts';
import type { FlowTestRepository } from './records/flowTests.ts';
import type { GaugeRepository } from './records/gauges.ts';
import type { HostingRepository } from './records/hosting.ts';
import type { MessageRepository } from './records/messages.ts';
import type { MoveRepository } from './records/moves.ts';
import type { PollRepository } from './records/polls.ts';
import type { RateRepository } from './records/rates.ts';
import type { RestartRepository } from './records/restarts.ts';
import type { RetentionRepository } from './records/retention.ts';
import type { RetryRepository } from './records/retries.ts';
import type { RunRepository } from './records/runs.ts';
import type { SandboxRepository } from './records/sandbox.ts';
import type { ScheduleRepository } from './records/schedules.ts';
import type { StopRepository } from './records/stops.ts';
import type { WaitRepository } from './records/waits.ts';
import type { WorkspaceRepository } from './records/workspaces.ts';

export type * from './records/alerts.ts';
export type * from './records/approvals.ts';
export type * from './records/backtests.ts';
export type * from './records/broadcasts.ts';
export type * from './records/calls.ts';
export type * from './records/changes.ts';
export type * from './records/connections.ts';
export type * from './records/dispatch.ts';
export type * from './records/doors.ts';
export type * from './records/entry.ts';
export type * from './records/events.ts';
export type * from './records/flows.ts';
export type * from './records/flowTests.ts';
export type * from './records/gauges.ts';
export type * from './records/hosting.ts';
export type * from './records/messages.ts';
export type * from './records/moves.ts';
export type * from './records/newRuns.ts';
export type * from './records/orders.ts';
export type * from './records/polls.ts';
export type * from './records/rates.ts';
export type * from './records/restarts.ts';
export type * from './records/retention.ts';
export type * from './records/retries.ts';
export type * from './records/runs.ts';
export type * from './records/sandbox.ts';
export type * from './records/schedules.ts';
export type * from './records/stops.ts';
export type * from './records/waits.ts';
export type * from './records/workspaces.ts';

/**
 * Every record family, on one connection pool per process.
 *
 * Ids are UUIDv7 unless said otherwise; times are `Date`s; every call names its workspace unless the key itself is secret or global.
 */
export interface Db {
  readonly alerts: AlertRepository;
  readonly approvals: ApprovalRepository;
  readonly backtests: BacktestRepository;
  readonly calls: CallRepository;
  readonly connections: ConnectionRepository;
  readonly doors: DoorRepository;
  readonly events: EventRepository;
  readonly dispatch: DispatchRepository;
  readonly entry: EntryRepository;
  readonly flows: FlowRepository;
  readonly gauges: GaugeRepository;
  readonly flowTests: FlowTestRepository;
  readonly hosting: HostingRepository;
  readonly retention: RetentionRepository;
  readonly runs: RunRepository;
  readonly restarts: RestartRepository;
  readonly retries: RetryRepository;
  readonly moves: MoveRepository;
  readonly messages: MessageRepository;
  readonly rates: RateRepository;
  readonly stops: StopRepository;
  readonly waits: WaitRepository;
  readonly workspaces: WorkspaceRepository;
  readonly sandbox: SandboxRepository;
  readonly schedules: ScheduleRepository;
  readonly polls: PollRepository;
  readonly broadcasts: BroadcastRepository;
  readonly changes: ChangeFeed;
  ping(): Promise<void>;
  close(): Promise<void>;
}
