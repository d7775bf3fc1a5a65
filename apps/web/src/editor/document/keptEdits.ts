import { FlowCommand } from '@noi/flow';
import { z } from 'zod';

const QueuedEdit = z.object({
  clientKey: z.string(),
  command: FlowCommand,
  kind: z.enum(['do', 'undo', 'redo']),
  origin: z.union([z.object({ revision: z.number() }), z.object({ clientKey: z.string() })]).optional(),
  mergeKey: z.string().optional(),
});
/** An edit that waits to be saved. `origin` names what an undo or redo is of. */
export type QueuedEdit = z.infer<typeof QueuedEdit>;

const Kept = z.object({ edits: z.array(QueuedEdit), base: z.number().nullable() });
export type Kept = z.infer<typeof Kept>;

/** Reads what an earlier visit left; throws when it is damaged. */
export function readKept(text: string): Kept {
  return Kept.parse(JSON.parse(text));
}
