import type { ApiOutputs } from '../api/trpc.ts';

/** One account, as the list shows it: never its secrets. */
export type Connection = ApiOutputs['connections']['list'][number];
