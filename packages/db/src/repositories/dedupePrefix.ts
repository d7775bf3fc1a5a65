/** Prefix of the keys that `dedupeBy` gives; the others of `run_key` are ids of events. */
export const dedupePrefix = 'dedupe:';
