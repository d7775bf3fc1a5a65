/**
 * How fast a provider lets one account be called, as its documents say. The host keeps to it over all flows and processes: calls that must wait for
 * their turn are put off, none fails. Declare a little less than the document allows, since a call may reach the provider some seconds after its turn.
 */
export interface RateLimit {
  readonly perSecond: number;
  /** Calls that may go at once after a quiet time; at least 1. */
  readonly burst: number;
  /** Calls within 24 hours, counted from the first of them. */
  readonly perDay?: number;
}

/** What an answer of the provider tells about a quota that runs out. Times are epoch ms. */
export interface RemainingQuota {
  readonly left: number;
  /** When the provider counts anew. */
  readonly until: number;
  /** From when on what was held back should go. */
  readonly resumesAt: number;
}
