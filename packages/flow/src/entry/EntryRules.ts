import type { Plan } from '../plan/Plan.ts';

/** What a flow's settings say about who may start a run, and when: the part of a plan that whoever starts runs keeps. */
export type EntryRules = Pick<Plan, 'timezone' | 'dedupeBy' | 'entry' | 'concurrency' | 'gather'>;
