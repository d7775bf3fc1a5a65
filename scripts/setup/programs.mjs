/**
 * How Node runs a program of ours. A worker keeps its heaps small: what it holds for longer is in Postgres and Temporal, and without a bound V8 lets garbage
 * grow past what the worker promises to need (600 MB).
 */
export const nodeArgs = { program: ['--enable-source-maps'], worker: ['--enable-source-maps', '--max-old-space-size=320'] };
