/** One account at a provider and one class of calls that share its limit. `account` is a connection's id, or `host:<name>` for an address that belongs to none. */
export interface RateKey {
  readonly workspaceId: string;
  readonly account: string;
  readonly rateClass: string;
}

/** What all processes know together of a rate class. Times are epoch ms; what is absent was never needed. */
export interface RateState {
  /** When the next turn is due: all turns before it are given away. */
  readonly nextAt?: number;
  /** The provider asked to be left alone until then. */
  readonly pausedUntil?: number;
  /** `left` of today; `until` is when the provider counts anew, and what is held back goes from `resumesAt` on. */
  readonly quota?: {
    readonly left: number;
    readonly until: number;
    readonly resumesAt: number;
    /** When the provider said so; absent where we reckon it ourselves from its documents. */
    readonly toldAt?: number;
  };
  /** The provider does not answer: nobody calls, but for one at `probeAt`. `probes` counts those that failed. */
  readonly broken?: { readonly probeAt: number; readonly probes: number };
}

export interface RateRepository {
  get(key: RateKey): Promise<RateState>;
  /**
   * Changes a rate class's state and gives what `step` answered. One statement while no other process changes the same one meanwhile; else `step` is
   * asked again with what the other left, so it must have no effects.
   */
  change<T>(key: RateKey, step: (state: RateState) => { readonly state: RateState; readonly result: T }): Promise<T>;
}
