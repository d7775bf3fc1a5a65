/** Most runs that share a workflow: a poisoned workflow task holds up no more than these. */
export const largestGroup = 50;
/** Most bytes of entry events, or of states, in one start request; Temporal refuses 2 MiB. */
export const largestPayload = 512 * 1024;
