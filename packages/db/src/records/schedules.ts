/** One flow's due times, settled up to now. */
export interface SettledSchedule {
  readonly workspaceId: string;
  readonly flowId: string;
  /** Due times whose events were stored. */
  readonly due: readonly Date[];
  /** More were missed than are made up for. */
  readonly isCut: boolean;
}

export interface ScheduleRepository {
  /**
   * Stores a `schedule.due` event for every due time up to `now` of up to `limit` flows, and moves their cursors on, in one transaction; several workers
   * may call at once. Answers with the flows that it looked at; fewer than `limit` means that nothing is due any more.
   */
  settle(request: { now: Date; limit: number }): Promise<readonly SettledSchedule[]>;
  /** The earliest time at which `settle` has something to do. */
  nextAt(): Promise<Date | null>;
  get(key: { workspaceId: string; flowId: string }): Promise<{ readonly nextDueAt: Date | null; readonly lastDueAt: Date | null } | null>;
  /** Calls back when a schedule was published or may run again; the returned function stops. */
  onChanged(listener: () => void): Promise<() => Promise<void>>;
}
