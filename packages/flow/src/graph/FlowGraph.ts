import { z } from 'zod';
import { FlowSettings } from './FlowSettings.ts';
import { Group, Note } from './marks.ts';
import { Step } from './steps.ts';
import { Port, StepId } from './values.ts';

export * from './containers.ts';
export * from './FlowSettings.ts';
export * from './markColours.ts';
export * from './marks.ts';
export * from './rules.ts';
export * from './steps.ts';
export * from './values.ts';
export * from './waits.ts';

/** A wire. Its id is unique in the flow. */
export const Edge = z.object({ id: z.string().min(1).max(120), from: StepId, port: Port, to: StepId });
export type Edge = z.infer<typeof Edge>;

/** The document that people draw: what is saved, versioned, exported and compiled. */
export const FlowGraph = z.object({
  schema: z.literal(1),
  settings: FlowSettings,
  steps: z.record(z.string(), Step),
  edges: z.array(Edge),
  /** What people drew beside the flow; it changes nothing about runs. Absent where there is none. */
  notes: z.record(z.string(), Note).optional(),
  groups: z.record(z.string(), Group).optional(),
});
export type FlowGraph = z.infer<typeof FlowGraph>;
