import type { DispatchBatch, OrderRow, OrderWriter, ShipmentRow } from '@noi/db';
import type { BusinessEvent, Order, Shipment } from '@noi/events';
import { normalizeCode } from '@noi/flow';
import { normalizeTracking } from './codes.ts';
import { decideDelivered } from './decideDelivered.ts';
import { customerOf, deliveredEvent } from './deliveredEvent.ts';
import { foldOrder } from './foldOrder.ts';
import { foldShipment } from './foldShipment.ts';

type OrderEvent = BusinessEvent<'order.created' | 'order.updated' | 'order.cancelled' | 'order.delivered'>;
type ShipmentEvent = BusinessEvent<'shipment.created' | 'shipment.status_changed'>;

/**
 * Keeps orders and their parcels up to date from a batch's events, whatever system sent them, and raises `order.delivered` once per order.
 * All in the dispatcher's transaction: a batch that fails leaves nothing behind, and folding an event twice changes nothing.
 */
export async function foldEvents(batch: DispatchBatch, events: readonly BusinessEvent[]): Promise<void> {
  const told = events.filter(isFolded);
  if (told.length === 0) return;
  await batch.orders.lock(told.flatMap(codesOf));

  const touched = new Map<string, OrderKey & { readonly trace?: string | undefined }>();
  for (const event of told) {
    const orders = isShipmentEvent(event) ? await saveShipment(batch.orders, event) : await saveOrder(batch.orders, event);
    for (const { workspaceId, id } of orders) touched.set(id, { workspaceId, id, trace: event.trace });
  }
  for (const { trace, ...key } of touched.values()) await raiseDelivered(batch, key, trace);
}

/** Our own `order.delivered` comes from here and brings nothing new. */
function isFolded(event: BusinessEvent): event is OrderEvent | ShipmentEvent {
  if (event.source === 'noi') return false;
  return event.type.startsWith('order.') || event.type.startsWith('shipment.');
}

function isShipmentEvent(event: OrderEvent | ShipmentEvent): event is ShipmentEvent {
  return event.type === 'shipment.created' || event.type === 'shipment.status_changed';
}

/** Everything by which this event's order and parcels could be found from the other side. */
function codesOf(event: OrderEvent | ShipmentEvent): readonly { workspaceId: string; code: string }[] {
  const { workspaceId } = event;
  const codes = isShipmentEvent(event)
    ? [normalizeCode(event.payload.shipment.orderCode ?? ''), normalizeTracking(event.payload.shipment.trackingCode)]
    : [normalizeCode(event.payload.order.code), ...(event.payload.order.trackingCodes ?? []).map(normalizeTracking)];
  return codes.filter(Boolean).map((code) => ({ workspaceId, code }));
}

interface OrderKey {
  readonly workspaceId: string;
  readonly id: string;
}

/** Saves the order and takes in the parcels that waited for it. Returns the orders to look at. */
async function saveOrder(orders: OrderWriter, event: OrderEvent): Promise<readonly OrderKey[]> {
  const { workspaceId, source } = event;
  const told = orderOf(event);
  const row = await orders.findOrder({ workspaceId, source, externalId: told.externalId });
  const known = row && { facts: row.facts as Order, factsAt: row.factsAt, reportedDeliveredAt: row.reportedDeliveredAt };
  const folded = foldOrder(known, { facts: told, at: new Date(event.occurredAt) });

  const code = normalizeCode(folded.facts.code);
  const saved = await orders.saveOrder({
    ...(row && { id: row.id }),
    workspaceId,
    source,
    externalId: told.externalId,
    code,
    state: folded.facts.state,
    ...folded,
    ...listed(folded.facts, folded.factsAt),
    // A source that raises `order.delivered` itself has raised it: there is nothing left for us to raise.
    deliveredAt: row?.deliveredAt ?? (event.type === 'order.delivered' ? new Date(event.occurredAt) : null),
  });

  const others: OrderKey[] = [];
  const trackingCodes = folded.facts.trackingCodes ?? [];
  const parcels = await orders.findShipmentsOf({ workspaceId, orderId: saved.id, ...(code && { code }), trackingCodes });
  for (const parcel of parcels) {
    if (parcel.orderId === saved.id) continue;
    const holder = parcel.orderId === null ? null : await orders.getOrder({ workspaceId, id: parcel.orderId });
    if (holder && !mayTake(parcel, holder)) continue;
    await orders.saveShipment({ ...parcel, orderId: saved.id });
    if (holder) others.push(holder);
  }
  return [saved, ...others];
}

/** A parcel that another order holds by its code only goes to the order that names its tracking code, unless it was counted already. */
function mayTake(parcel: ShipmentRow, holder: OrderRow): boolean {
  const { trackingCodes = [] } = holder.facts as Order;
  return holder.deliveredAt === null && !trackingCodes.includes(parcel.trackingCode);
}

function orderOf(event: OrderEvent): Order {
  const { order } = event.payload;
  if (event.type === 'order.cancelled') return { ...order, state: 'cancelled' };
  if (event.type === 'order.delivered') return { ...order, state: 'delivered' };
  return order;
}

/** What order lists sort and search by. */
function listed(facts: Order, factsAt: Date) {
  const customer = customerOf(facts);
  const placedAt = new Date(facts.createdAt);
  return {
    total: facts.total,
    customerName: customer.name ?? null,
    phone: customer.phone ?? null,
    placedAt: Number.isNaN(placedAt.getTime()) ? factsAt : placedAt,
  };
}

/** Saves the parcel, linked to its order when that is known; else it waits, unlinked, for the order to come. */
async function saveShipment(orders: OrderWriter, event: ShipmentEvent): Promise<readonly OrderKey[]> {
  const { workspaceId, source } = event;
  const told = event.payload.shipment;
  const trackingCode = normalizeTracking(told.trackingCode);
  const row = await orders.findShipment({ workspaceId, source, trackingCode });
  const known = row && { facts: row.facts as Shipment, factsAt: row.factsAt, deliveredAt: row.deliveredAt };
  const folded = foldShipment(known, { facts: told, at: new Date(event.occurredAt) });

  const orderCode = normalizeCode(folded.facts.orderCode ?? '') || null;
  const orderId = row?.orderId ?? (await findOrderId(orders, { workspaceId, trackingCode, orderCode }));
  await orders.saveShipment({ ...(row && { id: row.id }), workspaceId, source, trackingCode, orderCode, orderId, state: folded.facts.state, ...folded });
  return orderId === null ? [] : [{ workspaceId, id: orderId }];
}

/** The tracking code is the surer sign; two systems may give the same order code, then the order placed last is meant. */
async function findOrderId(orders: OrderWriter, key: { workspaceId: string; trackingCode: string; orderCode: string | null }): Promise<string | null> {
  const { workspaceId, trackingCode, orderCode } = key;
  const [byTracking] = await orders.findOrdersByTracking({ workspaceId, trackingCode });
  if (byTracking) return byTracking.id;
  if (orderCode === null) return null;
  const [byCode] = await orders.findOrdersByCode({ workspaceId, code: orderCode });
  return byCode?.id ?? null;
}

/** `trace` is that of the event that may have been the last that was missing. */
async function raiseDelivered({ orders, derive }: DispatchBatch, { workspaceId, id }: OrderKey, trace: string | undefined): Promise<void> {
  const order = await orders.getOrder({ workspaceId, id });
  if (!order) return;
  const facts = order.facts as Order;
  const parcels = await orders.findShipmentsOf({ workspaceId, orderId: id });
  const delivery = decideDelivered(
    { facts, reportedDeliveredAt: order.reportedDeliveredAt, deliveredAt: order.deliveredAt },
    parcels.map((parcel) => ({ facts: parcel.facts as Shipment, factsAt: parcel.factsAt, deliveredAt: parcel.deliveredAt })),
  );
  if (!delivery) return;

  await orders.saveOrder({ ...order, ...listed(facts, order.factsAt), deliveredAt: delivery.at });
  await derive({ workspaceId, source: 'noi', connectionId: null, event: deliveredEvent({ orderId: id, facts, delivery }), trace });
}
