/** How long one shop's data is kept, in days. */
export interface RetentionPolicy {
  readonly workspaceId: string;
  readonly stepDataDays: number;
  readonly eventDays: number;
}

export interface RetentionRepository {
  /** Of every shop, with the defaults where nothing was set. */
  policies(): Promise<readonly RetentionPolicy[]>;
  /**
   * Takes the data of steps (input, output, tries, decisions) and the closed waits from runs that ended before `before`; the path they took stays.
   * Runs whose caller goes on are left alone. Returns how many runs lost their data.
   */
  pruneSteps(request: { workspaceId: string; before: Date; at: Date; limit: number }): Promise<number>;
  /**
   * Looks at the oldest `limit` events after the one named, received before `before`, and deletes those that nobody needs: dispatched, missed by no flow that is about to make
   * up for them, and every run that began with them has ended and lost the data of its steps. Their keys stay, so that a repeat is known. `next` is where to go on; `null` at the end.
   */
  pruneEvents(request: {
    workspaceId: string;
    before: Date;
    after: string | null;
    limit: number;
  }): Promise<{ readonly pruned: number; readonly next: string | null }>;
  /** Deletes counts of refused entries and deliveries, and alerts that are over, last touched before `before`; and that a flow which is paused still missed an older event. */
  pruneCounts(request: { workspaceId: string; before: Date }): Promise<void>;
  /** Drops whole months of events that ended before `before`, unless something in them is still needed; returns their names. */
  dropMonths(request: { before: Date }): Promise<readonly string[]>;
  /**
   * Makes the partitions of this month and the next two, and of past months whose rows lie in a default partition. Gives up soon on a table whose traffic does not let it through:
   * what was `left` is to be tried again.
   */
  makeMonths(request: { now: Date }): Promise<{ readonly made: readonly string[]; readonly left: readonly string[] }>;
}
