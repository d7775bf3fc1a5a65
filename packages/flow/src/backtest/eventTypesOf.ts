import type { EventType } from '@noi/events';
import type { Plan, PlanEvent } from '../plan/Plan.ts';

/** Kinds of events that tell whose an order is, for others that name nothing but the order. */
const tellCustomers: readonly EventType[] = ['order.created', 'order.updated'];

/** The kinds of events that these flows start with, wait for, or have as their goal: all others of the past say nothing about them. */
export function eventTypesOf(plans: readonly Plan[]): readonly EventType[] {
  const heard: PlanEvent[] = plans.flatMap(({ steps, goal }) => [
    ...Object.values(steps).filter((step) => step.kind === 'waitForEvent'),
    ...(goal === undefined ? [] : [goal]),
  ]);
  const starts = plans.flatMap(({ steps, trigger }) => {
    const step = steps[trigger];
    return step?.kind === 'trigger' ? [step.event] : [];
  });
  const customers = heard.some(({ belongs }) => belongs === 'customer') ? tellCustomers : [];
  return [...new Set([...starts, ...heard.map(({ event }) => event), ...customers])].sort();
}
