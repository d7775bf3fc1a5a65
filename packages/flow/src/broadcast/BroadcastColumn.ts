import { z } from 'zod';
import type { InputValue } from '../graph/values.ts';

/** One column of the lists that a flow is sent to. Steps read it as `trigger.row.<key>`; a phone is E.164 there. */
export const BroadcastColumn = z.object({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/),
  label: z.string().max(120),
  type: z.enum(['text', 'phone']),
});
export type BroadcastColumn = z.infer<typeof BroadcastColumn>;

const Columns = z.array(BroadcastColumn);

/** The columns that the input of a broadcast's trigger names; none while nobody has said. */
export function broadcastColumns(input: Readonly<Record<string, InputValue>>): readonly BroadcastColumn[] {
  return Columns.safeParse(input.columns).data ?? [];
}
