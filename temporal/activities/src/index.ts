export type { ActivityCounts, ActivityDeps, CallContext, CallContexts, ConsentQuestion } from './ActivityDeps.ts';
export { createActivities, type HostedActivities } from './createActivities.ts';
export { createPlanCache, type PlanCache, type PlanKey } from './PlanCache.ts';
export { isDatabaseAway } from './persist.ts';
export { answersOf } from './wait/answersOf.ts';
