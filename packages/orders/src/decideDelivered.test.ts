import type { Order, Shipment } from '@noi/events';
import { expect, test } from 'vitest';
import { decideDelivered } from './decideDelivered.ts';
import { anOrder, aParcel, minute } from './testOrders.ts';

type State = Shipment['state'];

interface Case {
  readonly says: string;
  readonly parcels?: readonly (readonly [code: string, state: State, at?: number])[];
  readonly order?: Partial<Order>;
  readonly reported?: boolean;
  readonly raised?: boolean;
  /** Minute of the delivery; absent: not delivered. */
  readonly delivered?: number;
}

const cases: readonly Case[] = [
  { says: 'no word, no parcel: not delivered' },
  { says: 'its only parcel is delivered', parcels: [['T1', 'delivered', 5]], delivered: 5 },
  { says: 'one of two parcels is under way', parcels: [['T1', 'delivered', 5], ['T2', 'in_transit']] }, // biome-ignore format: one case a line
  { says: 'the last of two parcels gives the time', parcels: [['T1', 'delivered', 9], ['T2', 'delivered', 5]], delivered: 9 }, // biome-ignore format: one case a line
  { says: 'a cancelled parcel does not count', parcels: [['T1', 'delivered', 5], ['T2', 'cancelled']], delivered: 5 }, // biome-ignore format: one case a line
  { says: 'only cancelled parcels: nothing was delivered', parcels: [['T1', 'cancelled']] },
  { says: 'a parcel that came back was not delivered', parcels: [['T1', 'returned']] },
  { says: 'a parcel that only the order names is waited for', parcels: [['T1', 'delivered', 5]], order: { trackingCodes: ['T1', 'T2'] } },
  { says: 'the shop system says so, no parcel is known', reported: true, delivered: 30 },
  { says: 'the shop system says so, a parcel is under way: its carrier has the last word', reported: true, parcels: [['T1', 'delivering']] },
  { says: 'the shop system says so, all known parcels are delivered', reported: true, parcels: [['T1', 'delivered', 5]], delivered: 5 },
  {
    says: 'the shop system settles a parcel that nobody tells of',
    reported: true,
    parcels: [['T1', 'delivered', 5]],
    order: { trackingCodes: ['T1', 'T2'] },
    delivered: 5,
  },
  { says: 'the shop system says so, the parcel was cancelled', reported: true, parcels: [['T1', 'cancelled']], delivered: 30 },
  { says: 'the shop system says so, one parcel came back', reported: true, parcels: [['T1', 'returned'], ['T2', 'delivered', 5]], delivered: 5 }, // biome-ignore format: one case a line
  { says: 'shop system and carrier tell of one parcel: delivered if either says so', parcels: [['T1', 'in_transit'], ['T1', 'delivered', 5]], delivered: 5 }, // biome-ignore format: one case a line
  { says: 'a cancelled order is not delivered', order: { state: 'cancelled' }, reported: true, parcels: [['T1', 'delivered', 5]] },
  { says: 'raised before: never again', raised: true, reported: true, parcels: [['T1', 'delivered', 5]] },
];

test.each(cases)('$says', ({ parcels = [], order, reported, raised, delivered }) => {
  const delivery = decideDelivered(
    { facts: anOrder(order), reportedDeliveredAt: reported ? minute(30) : null, deliveredAt: raised ? minute(1) : null },
    parcels.map(([trackingCode, state, at = 1]) => ({
      facts: aParcel({ trackingCode, state }),
      factsAt: minute(at),
      deliveredAt: state === 'delivered' ? minute(at) : null,
    })),
  );

  expect(delivery?.at ?? null).toEqual(delivered === undefined ? null : minute(delivered));
});

test('the event carries the parcel that came last', () => {
  const parcels = [
    { facts: aParcel({ trackingCode: 'T1', state: 'delivered' }), factsAt: minute(9), deliveredAt: minute(9) },
    { facts: aParcel({ trackingCode: 'T2', state: 'delivered' }), factsAt: minute(5), deliveredAt: minute(5) },
  ];

  expect(decideDelivered({ facts: anOrder(), reportedDeliveredAt: null, deliveredAt: null }, parcels)?.parcel?.trackingCode).toBe('T1');
});
