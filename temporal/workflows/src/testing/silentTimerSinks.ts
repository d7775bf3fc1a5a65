/** For workers that count nothing: without it, the SDK complains of every call. */
export const silentTimerSinks = { timers: { woke: { fn: () => undefined, callDuringReplay: false } } };
