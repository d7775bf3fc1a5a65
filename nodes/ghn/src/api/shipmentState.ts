import type { ShipmentState } from '@noi/events';

/** GHN's status words in Nối's. `waiting_to_return` can still be delivered again, so nothing is concluded from it. */
const states: Readonly<Record<string, ShipmentState>> = {
  ready_to_pick: 'created',
  picking: 'picking',
  money_collect_picking: 'picking',
  picked: 'in_transit',
  storing: 'in_transit',
  transporting: 'in_transit',
  sorting: 'in_transit',
  delivering: 'delivering',
  money_collect_delivering: 'delivering',
  delivered: 'delivered',
  delivery_fail: 'delivery_failed',
  waiting_to_return: 'delivery_failed',
  return: 'returning',
  return_transporting: 'returning',
  return_sorting: 'returning',
  returning: 'returning',
  return_fail: 'returning',
  returned: 'returned',
  cancel: 'cancelled',
  exception: 'exception',
  damage: 'lost',
  lost: 'lost',
  scrap: 'lost',
};

/** A word that GHN adds tomorrow is `unknown`: kept as it came, no conclusion drawn. */
export function shipmentState(status: string): ShipmentState {
  return states[status.trim().toLowerCase()] ?? 'unknown';
}
