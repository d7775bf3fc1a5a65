import type { Broadcast, ListColumn } from '@noi/db';
import { z } from 'zod';
import { IsoTime, iso, isoOrNull, Text } from '../trpc/wire.ts';

export const ListColumnView = z.object({ key: z.string().nullable(), label: z.string(), type: z.enum(['text', 'phone']) });
export const RejectedRowView = z.object({ line: z.number(), cells: z.array(z.string()), reason: Text });

export const BroadcastView = z.object({
  id: z.string(),
  name: z.string(),
  columns: z.array(ListColumnView),
  state: z.enum(['running', 'paused', 'done', 'cancelled']),
  perMinute: z.number(),
  total: z.number(),
  rejected: z.number(),
  sent: z.number(),
  createdAt: IsoTime,
  endedAt: IsoTime.nullable(),
});

export function toBroadcastView({ workspaceId: _ours, flowId: _asked, ...broadcast }: Broadcast): z.infer<typeof BroadcastView> {
  return { ...broadcast, columns: toColumns(broadcast.columns), createdAt: iso(broadcast.createdAt), endedAt: isoOrNull(broadcast.endedAt) };
}

export function toColumns(columns: readonly ListColumn[]): z.infer<typeof ListColumnView>[] {
  return columns.map((column) => ({ ...column }));
}
