import { z } from 'zod';
import { Edge, FlowSettings, Group, Note, Position, Step, StepId } from '../graph/FlowGraph.ts';

/**
 * One change to a draft. The browser applies it at once, the API for good; both through `applyCommand`.
 * `step.change` replaces the whole step of that id (same kind, same place), so its inverse is the former step.
 */
export type FlowCommand =
  | { type: 'step.add'; step: Step }
  | { type: 'step.change'; step: Step }
  | { type: 'step.move'; moves: { id: StepId; position: Position }[] }
  /** Removes the step, all that it holds, and their wires. The inverse is a batch that brings all of them back. */
  | { type: 'step.remove'; id: StepId }
  /** Moves steps, with all that they hold, into a container or out on the flow's own level (`null`). Wires that would join two levels are dropped. */
  | { type: 'step.reparent'; ids: StepId[]; parent: StepId | null; positions?: { id: StepId; position: Position }[] | undefined }
  /** `at` is the place in the list of wires that an undo gives back; left out, the wire goes last. */
  | { type: 'edge.add'; edge: Edge; at?: number | undefined }
  | { type: 'edge.remove'; id: string }
  | { type: 'settings.change'; settings: FlowSettings }
  | { type: 'note.add' | 'note.change'; note: Note }
  | { type: 'note.remove'; id: string }
  /** A group that loses its last step goes with it. */
  | { type: 'group.add' | 'group.change'; group: Group }
  | { type: 'group.remove'; id: string }
  /** Applied in order, as one step of undo; all or nothing. */
  | { type: 'batch'; commands: FlowCommand[] };

export const FlowCommand: z.ZodType<FlowCommand> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('step.add'), step: Step }),
    z.object({ type: z.literal('step.change'), step: Step }),
    z.object({ type: z.literal('step.move'), moves: z.array(z.object({ id: StepId, position: Position })) }),
    z.object({ type: z.literal('step.remove'), id: StepId }),
    z.object({
      type: z.literal('step.reparent'),
      ids: z.array(StepId),
      parent: StepId.nullable(),
      positions: z.array(z.object({ id: StepId, position: Position })).optional(),
    }),
    z.object({ type: z.literal('edge.add'), edge: Edge, at: z.number().int().nonnegative().optional() }),
    z.object({ type: z.literal('edge.remove'), id: z.string() }),
    z.object({ type: z.literal('settings.change'), settings: FlowSettings }),
    z.object({ type: z.enum(['note.add', 'note.change']), note: Note }),
    z.object({ type: z.literal('note.remove'), id: z.string() }),
    z.object({ type: z.enum(['group.add', 'group.change']), group: Group }),
    z.object({ type: z.literal('group.remove'), id: z.string() }),
    z.object({ type: z.literal('batch'), commands: z.array(FlowCommand) }),
  ]),
);
