import type { Order, Shipment } from '@noi/events';
import { normalizeTracking } from './codes.ts';

export interface OrderToDecide {
  readonly facts: Order;
  readonly reportedDeliveredAt: Date | null;
  /** Set once `order.delivered` was raised. */
  readonly deliveredAt: Date | null;
}

export interface ParcelToDecide {
  readonly facts: Shipment;
  readonly factsAt: Date;
  readonly deliveredAt: Date | null;
}

export interface Delivery {
  readonly at: Date;
  /** The parcel that came last; null when only the shop system told. */
  readonly parcel: Shipment | null;
}

/**
 * Whether the order is now delivered, and by what.
 *
 * - By its parcels: every parcel that was not cancelled is delivered, those that only the order names (its tracking codes) included.
 * - By the shop system's word: it says so, and no known parcel is still under way. While one is, its carrier has the last word.
 *
 * A cancelled order, and one that was decided before, is never delivered (again).
 */
export function decideDelivered(order: OrderToDecide, reports: readonly ParcelToDecide[]): Delivery | null {
  if (order.deliveredAt !== null || order.facts.state === 'cancelled') return null;

  const parcels = onePerTracking(reports).filter(({ facts }) => facts.state !== 'cancelled');
  const delivered = parcels.filter(({ facts }) => facts.state === 'delivered');
  const last = delivered.reduce<ParcelToDecide | null>((latest, parcel) => (latest && timeOf(latest) >= timeOf(parcel) ? latest : parcel), null);

  const seen = new Set(reports.map(({ facts }) => normalizeTracking(facts.trackingCode)));
  const isEveryParcelSeen = (order.facts.trackingCodes ?? []).every((code) => seen.has(normalizeTracking(code)));
  if (last && delivered.length === parcels.length && isEveryParcelSeen) return { at: new Date(timeOf(last)), parcel: last.facts };

  if (order.reportedDeliveredAt === null || parcels.some(isUnderWay)) return null;
  return last ? { at: new Date(timeOf(last)), parcel: last.facts } : { at: order.reportedDeliveredAt, parcel: null };
}

/** The shop system and the carrier may both tell of one parcel: delivered if either says so, else as the newer of the two has it. */
function onePerTracking(reports: readonly ParcelToDecide[]): readonly ParcelToDecide[] {
  const parcels = new Map<string, ParcelToDecide>();
  for (const report of reports) {
    const code = normalizeTracking(report.facts.trackingCode);
    const other = parcels.get(code);
    parcels.set(code, other ? better(other, report) : report);
  }
  return [...parcels.values()];
}

function better(a: ParcelToDecide, b: ParcelToDecide): ParcelToDecide {
  if ((a.facts.state === 'delivered') !== (b.facts.state === 'delivered')) return a.facts.state === 'delivered' ? a : b;
  return b.factsAt > a.factsAt ? b : a;
}

const endedStates: ReadonlySet<Shipment['state']> = new Set(['delivered', 'returned', 'cancelled', 'lost']);

function isUnderWay({ facts }: ParcelToDecide): boolean {
  return !endedStates.has(facts.state);
}

function timeOf({ deliveredAt, factsAt }: ParcelToDecide): number {
  return (deliveredAt ?? factsAt).getTime();
}
