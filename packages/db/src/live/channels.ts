/** `LISTEN/NOTIFY` channels. Notices are hints: whoever hears one reads the tables. */
export const channels = {
  /** Events were stored; empty payload. */
  stored: 'noi_event_stored',
  /** A schedule, a poll or a broadcast may have something to do; empty payload. */
  starts: 'noi_starts',
  /** A run of a flow with entry rules ended, or is to end; empty payload. */
  entry: 'noi_entry',
  /** Something that a run waits for was answered; empty payload. */
  answered: 'noi_wait_answered',
  /** A run asks people or calls another flow, or a called run ended; empty payload. */
  asked: 'noi_wait_asked',
  /** All runs of a flow are to be stopped; empty payload. */
  stops: 'noi_stops',
  /** A `PresenceNotice` as JSON. */
  presence: 'noi_presence',
  /** The same is to be done to many runs; empty payload. */
  bulk: 'noi_bulk',
  /** `Change[]` as JSON. */
  changes: 'noi_changes',
} as const;

export type Channel = (typeof channels)[keyof typeof channels];
