import type { Order } from '@noi/events';
import { normalizeTracking } from './codes.ts';

/** What is known of one order, folded from the events of its source. */
export interface KnownOrder {
  readonly facts: Order;
  /** Source time of the newest facts. */
  readonly factsAt: Date;
  /** When the shop system first said that it was delivered. */
  readonly reportedDeliveredAt: Date | null;
}

/** What one event says of an order. */
export interface ToldOrder {
  readonly facts: Order;
  readonly at: Date;
}

/**
 * Adds one event to what is known. The newest facts by source time win, whatever order they arrive in; a report of delivery counts even
 * when it arrives late, since the shop system never takes it back.
 */
export function foldOrder(known: KnownOrder | null, told: ToldOrder): KnownOrder {
  const reported = told.facts.state === 'delivered' ? told.at : null;
  const reportedDeliveredAt = earliest(known?.reportedDeliveredAt ?? null, reported);
  if (known && told.at < known.factsAt) return { ...known, reportedDeliveredAt };

  const { trackingCodes } = told.facts;
  const facts = trackingCodes ? { ...told.facts, trackingCodes: [...new Set(trackingCodes.map(normalizeTracking).filter(Boolean))] } : told.facts;
  return { facts, factsAt: told.at, reportedDeliveredAt };
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
