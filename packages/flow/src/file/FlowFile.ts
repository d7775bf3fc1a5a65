import { z } from 'zod';
import { Expectation, mostExpectations } from '../flowTests/Expectation.ts';
import { Scenario } from '../flowTests/Scenario.ts';
import { FlowGraph } from '../graph/FlowGraph.ts';
import { StepId } from '../graph/values.ts';

/** Of a file, in letters; it must fit one request. */
export const longestFile = 1_000_000;
export const mostFileSteps = 2_000;

export const FileTest = z.object({
  name: z.string().trim().min(1).max(120),
  scenario: Scenario,
  expectations: z.array(Expectation).min(1).max(mostExpectations),
});
export type FileTest = z.infer<typeof FileTest>;

/** A flow as a file that any shop can read: no accounts, no secrets, nobody's number, nothing that names the shop. */
export const FlowFile = z.object({
  format: z.literal('noi.flow'),
  /** Rises when older readers would misread a file. */
  schema: z.literal(1),
  name: z.string().trim().min(1).max(120),
  /** Node packages that its steps come from, as they were installed. */
  packages: z.array(z.object({ id: z.string().max(80), version: z.string().max(40) })).max(200),
  graph: FlowGraph,
  tests: z.array(FileTest).max(50),
  /** What was left out on purpose and must be filled in again, by step and field of its form. */
  left: z.array(z.object({ stepId: StepId, field: z.string().max(200) })).max(2_000),
});
export type FlowFile = z.infer<typeof FlowFile>;
