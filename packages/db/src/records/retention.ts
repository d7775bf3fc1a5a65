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
  /** Deletes events received before `before` that nobody waits to dispatch and no unfinished run began with. Their keys stay, so that a repeat is known. */
  pruneEvents(request: { workspaceId: string; before: Date; limit: number }): Promise<number>;
  /** Deletes counts of refused entries and deliveries, and alerts that are over, last touched before `before`. */
  pruneCounts(request: { workspaceId: string; before: Date }): Promise<void>;
  /** Drops whole months of events that ended before `before`, unless something in them is still needed; returns their names. */
  dropMonths(request: { before: Date }): Promise<readonly string[]>;
}
