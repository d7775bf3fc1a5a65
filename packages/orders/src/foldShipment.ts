import type { Shipment } from '@noi/events';

/** What is known of one parcel, folded from the callbacks of its source. */
export interface KnownShipment {
  readonly facts: Shipment;
  readonly factsAt: Date;
  readonly deliveredAt: Date | null;
}

export interface ToldShipment {
  readonly facts: Shipment;
  readonly at: Date;
}

/** Carriers stamp whole seconds, so two callbacks may carry one time: the parcel is then where the later of the two words puts it. */
const progress: Record<Shipment['state'], number> = {
  unknown: 0,
  created: 1,
  picking: 2,
  in_transit: 3,
  delivering: 4,
  exception: 4,
  delivery_failed: 5,
  returning: 6,
  cancelled: 7,
  lost: 7,
  returned: 7,
  delivered: 8,
};

/**
 * Adds one callback to what is known. The newest by source time wins; a callback without a known state or without the order's code
 * does not take away what an earlier one told.
 */
export function foldShipment(known: KnownShipment | null, told: ToldShipment): KnownShipment {
  if (known === null) return settle(told.facts, told.at, null);

  const isNewer = told.at > known.factsAt || (told.at.getTime() === known.factsAt.getTime() && progress[told.facts.state] >= progress[known.facts.state]);
  const [older, newer] = isNewer ? [known.facts, told.facts] : [told.facts, known.facts];
  const state = newer.state === 'unknown' ? older.state : newer.state;
  return settle({ ...older, ...newer, state }, isNewer ? told.at : known.factsAt, known.deliveredAt);
}

function settle(facts: Shipment, factsAt: Date, deliveredAt: Date | null): KnownShipment {
  return { facts, factsAt, deliveredAt: facts.state === 'delivered' ? (deliveredAt ?? factsAt) : null };
}
