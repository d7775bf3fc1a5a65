import { z } from 'zod';
import { columnKey, columnTypes, longestColumnLabel } from './columnLimits.ts';

/** One column of the lists that a flow is sent to. Steps read it as `trigger.row.<key>`; a phone is E.164 there. */
export const BroadcastColumn = z.object({
  key: z.string().regex(columnKey),
  label: z.string().max(longestColumnLabel),
  type: z.enum(columnTypes),
});
export type BroadcastColumn = z.infer<typeof BroadcastColumn>;
