import { expect, test } from 'vitest';
import { foldShipment, type ToldShipment } from './foldShipment.ts';
import { aParcel, minute } from './testOrders.ts';

const fold = (...told: ToldShipment[]) => told.reduce<ReturnType<typeof foldShipment> | null>((known, next) => foldShipment(known, next), null);

test('callbacks that arrive out of order leave the parcel where the newest has it', () => {
  const parcel = fold({ facts: aParcel({ state: 'delivered' }), at: minute(9) }, { facts: aParcel({ state: 'delivering' }), at: minute(8) });

  expect(parcel).toMatchObject({ facts: { state: 'delivered' }, factsAt: minute(9), deliveredAt: minute(9) });
});

test.each([
  ['delivering', 'delivered'],
  ['delivered', 'delivering'],
] as const)('of two callbacks with one time, %s and %s, the further one counts', (first, second) => {
  const parcel = fold({ facts: aParcel({ state: first }), at: minute(9) }, { facts: aParcel({ state: second }), at: minute(9) });

  expect(parcel?.facts.state).toBe('delivered');
});

test('a repeated callback keeps the first time of delivery', () => {
  const parcel = fold({ facts: aParcel({ state: 'delivered' }), at: minute(9) }, { facts: aParcel({ state: 'delivered' }), at: minute(12) });

  expect(parcel?.deliveredAt).toEqual(minute(9));
});

test('a callback without a known state or without the order code takes nothing away', () => {
  const { orderCode: _, ...withoutCode } = aParcel({ state: 'unknown' });
  const parcel = fold({ facts: aParcel({ state: 'delivered' }), at: minute(9) }, { facts: withoutCode, at: minute(10) });

  expect(parcel).toMatchObject({ facts: { state: 'delivered', orderCode: '100020' }, deliveredAt: minute(9) });
});

test('a parcel that turns back is not delivered', () => {
  const parcel = fold({ facts: aParcel({ state: 'delivered' }), at: minute(9) }, { facts: aParcel({ state: 'returning' }), at: minute(10) });

  expect(parcel).toMatchObject({ facts: { state: 'returning' }, deliveredAt: null });
});
