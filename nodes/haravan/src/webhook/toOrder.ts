import type { Address, Customer, Order } from '@noi/events';
import { toE164 } from '@noi/node-sdk';
import type { HaravanAddress, HaravanOrder } from './HaravanOrder.ts';
import { orderState, paidState } from './orderState.ts';

/** A Haravan order in Nối's words. */
export function toOrder(order: HaravanOrder): Order {
  const address = order.shipping_address ? toAddress(order.shipping_address) : undefined;
  return {
    code: orderCode(order),
    externalId: order.id,
    createdAt: toIso(order.created_at),
    total: Math.round(order.total_price),
    paid: paidState(order.financial_status),
    state: orderState(order),
    note: clean(order.note),
    customer: toCustomer(order),
    ...(address === undefined ? {} : { address }),
    lines: (order.line_items ?? []).map((line) => ({
      sku: clean(line.sku),
      title: clean(line.title) ?? clean(line.name) ?? '',
      quantity: line.quantity,
      price: Math.round(line.price),
    })),
    trackingCodes: trackingCodes(order),
  };
}

/** `order_number` is a string with `#`, made of the shop's own prefix and suffix; people and carriers say it without the `#`. */
export function orderCode(order: HaravanOrder): string {
  return (clean(order.order_number) ?? clean(order.name) ?? order.id).replace(/^#/, '');
}

/** Haravan writes UTC; a time without a zone is read as UTC too. */
export function toIso(time: string): string {
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not a time: ${time}`);
  return date.toISOString();
}

function toCustomer(order: HaravanOrder): Customer {
  const { customer, shipping_address: shipping, billing_address: billing } = order;
  const phones = [customer?.phone, shipping?.phone, billing?.phone, customer?.default_address?.phone].map(clean).filter((phone) => phone !== undefined);
  const readable = phones.find((phone) => toE164(phone) !== undefined);
  return {
    name: fullName(customer) ?? fullName(shipping) ?? fullName(billing),
    phone: readable === undefined ? undefined : toE164(readable),
    rawPhone: readable ?? phones[0],
    email: [customer?.email, order.email, order.contact_email].map(clean).find((email) => email !== undefined && email !== placeholderEmail),
    externalId: clean(customer?.id),
    acceptsMarketing: customer?.accepts_marketing ?? undefined,
  };
}

/** Haravan's stand-in for a buyer who left no email. */
const placeholderEmail = 'guest@haravan.com';

/** Vietnamese order: family name first, as Haravan's own `name` puts it. */
function fullName(
  person: { first_name?: string | null | undefined; last_name?: string | null | undefined; name?: string | null | undefined } | null | undefined,
) {
  const parts = [person?.last_name, person?.first_name].map(clean).filter((part) => part !== undefined);
  return clean(person?.name) ?? clean(parts.join(' '));
}

function toAddress(address: HaravanAddress): Address {
  const phone = clean(address.phone);
  return {
    name: fullName(address),
    phone: phone === undefined ? undefined : toE164(phone),
    line: clean(address.address1),
    ward: clean(address.ward),
    district: clean(address.district),
    province: clean(address.province),
  };
}

function trackingCodes({ fulfillments }: HaravanOrder): string[] {
  const live = (fulfillments ?? []).filter(({ status, carrier_status_code: carrier }) => status !== 'cancelled' && carrier !== 'cancel');
  return live.map(({ tracking_number: code }) => clean(code)).filter((code) => code !== undefined);
}

/** Trimmed, and nothing for blanks and for the dashes that Haravan puts where a walk-in buyer has no name. */
function clean(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim().replace(/\s+/g, ' ');
  return trimmed === undefined || /^-*$/.test(trimmed) ? undefined : trimmed;
}
