import type { EventPayload, EventType, Text } from '@noi/events';
import type { Expectation, FlowGraph, Scenario } from '@noi/flow';

/** What a shop looks for in the gallery, in the order in which it is offered. */
export const templateCategories = ['orders', 'delivery', 'care', 'sales', 'team'] as const;
export type TemplateCategory = (typeof templateCategories)[number];

/** An example of what the flow is for: what comes in, and what must then happen. Tests play it, and people read it before they take the template. */
export interface TemplateStory {
  readonly scenario: Scenario;
  readonly expects: readonly Expectation[];
}

/** A ready-made flow: a graph as data, without accounts. */
export interface Template {
  readonly id: string;
  readonly title: Text;
  readonly summary: Text;
  readonly category: TemplateCategory;
  /** Words that find it beside its title. */
  readonly tags: readonly string[];
  /** Packages whose nodes it uses. */
  readonly packages: readonly string[];
  readonly graph: FlowGraph;
  readonly story: TemplateStory;
}

/** Something that comes in, with the payload of its type. */
export function happening<T extends EventType>(type: T, payload: EventPayload<T>): { type: T; payload: Record<string, unknown> } {
  return { type, payload };
}
