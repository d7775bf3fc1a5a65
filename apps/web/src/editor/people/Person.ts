import type { ApiOutputs } from '../../api/trpc.ts';

/** Another open tab at this flow. */
export type Person = ApiOutputs['live']['people'][number];
