import type { ConnectionRow } from '@noi/db';
import { z } from 'zod';
import type { Services } from '../services/Services.ts';
import { IsoTime, iso, isoOrNull, Text } from '../trpc/wire.ts';

/** An account at a provider, without its secrets. */
export const ConnectionView = z.object({
  id: z.string(),
  packageId: z.string(),
  type: z.string(),
  name: z.string(),
  mode: z.enum(['live', 'sandbox']),
  state: z.enum(['ok', 'attention']),
  problem: Text.nullable(),
  account: z.string().nullable(),
  testedAt: IsoTime.nullable(),
  settings: z.record(z.string(), z.string()),
  /** Where the provider posts its callbacks; null when it has none. */
  doorUrl: z.string().nullable(),
  /** Deliveries turned away in the last 24 hours. */
  rejections24h: z.number(),
  createdAt: IsoTime,
});
export type ConnectionView = z.infer<typeof ConnectionView>;

export function toConnectionView(row: ConnectionRow, services: Pick<Services, 'catalog' | 'config'>, rejections24h: number): ConnectionView {
  const { id, packageId, type, name, mode, state, problem, account, settings } = row;
  return {
    ...{ id, packageId, type, name, mode, state, problem, account, settings },
    testedAt: isoOrNull(row.testedAt),
    doorUrl: services.catalog.webhookOf(type) ? doorUrl(services.config.publicUrl, row.doorToken) : null,
    rejections24h,
    createdAt: iso(row.createdAt),
  };
}

function doorUrl(publicUrl: string, doorToken: string): string {
  return `${publicUrl}/hooks/${doorToken}`;
}
