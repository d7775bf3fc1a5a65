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
const nothing = { edits: [], base: null };

/** Keeps edits that the server does not have yet, so that closing the page loses nothing. */
export interface UnsentEdits {
  read(): { readonly edits: QueuedEdit[]; readonly base: number | null };
  /** `base`: the revision of the draft that the first of them is put on. */
  write(edits: readonly QueuedEdit[], base: number): void;
}

/** The browser's own storage, one entry per flow. */
export function browserUnsentEdits(flowId: string, storage: Storage = localStorage): UnsentEdits {
  const key = `noi.unsent.${flowId}`;
  return {
    read() {
      try {
        return Kept.parse(JSON.parse(storage.getItem(key) ?? 'null') ?? nothing);
      } catch {
        // A damaged entry cannot be mended; the server's draft is the truth.
        return nothing;
      }
    },
    write(edits, base) {
      try {
        if (edits.length === 0) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify({ edits, base }));
      } catch {
        // A full or closed storage only takes away the safety net; saving itself goes on.
      }
    },
  };
}
