import type { Belongs } from '../graph/FlowGraph.ts';
import { parsePath, valueAt } from '../template/dataPath.ts';
import { normalizePhone } from '../template/normalizePhone.ts';

/** What an event concerns, or whom a run listens for: `order:<code>`, `customer:<E.164 phone>`, or `*` for anything. */
export type MatchKey = string;

/** The key of those who listen to an event whomever it concerns. */
export const anyoneKey: MatchKey = '*';

/** Where payloads of business events name an order, and the person they are about; the first that can be read counts. */
const orderPaths = pathsOf('order.code', 'shipment.orderCode', 'orderCode');
const phonePaths = pathsOf(
  'customer.phone',
  'customer.rawPhone',
  'order.customer.phone',
  'order.customer.rawPhone',
  'order.address.phone',
  'message.recipient',
  'rating.message.recipient',
);

/** The order and the customer that a payload speaks of, as far as it says so itself. */
export function matchKeysOf(payload: Readonly<Record<string, unknown>>): readonly MatchKey[] {
  const keys = [firstKey(payload, orderPaths, orderKey), firstKey(payload, phonePaths, customerKey)];
  return keys.filter((key) => key !== null);
}

/** The key on which a run listens that was started by `trigger`; `null` when its data does not say which order or customer it is about. */
export function listeningKey(belongs: Belongs, trigger: Readonly<Record<string, unknown>>): MatchKey | null {
  if (belongs === 'anyone') return anyoneKey;
  return belongs === 'order' ? firstKey(trigger, orderPaths, orderKey) : firstKey(trigger, phonePaths, customerKey);
}

/** `null` when nothing is left of the code. */
export function orderKey(code: string): MatchKey | null {
  const normal = normalizeCode(code);
  return normal === '' ? null : `order:${normal}`;
}

/** `null` when the number cannot be read. */
export function customerKey(phone: string): MatchKey | null {
  const normal = normalizePhone(phone);
  return normal === null ? null : `customer:${normal.e164}`;
}

/** An order code as a shop system, a carrier and a bank can be compared by: trimmed, without leading `#`, upper case. */
export function normalizeCode(code: string): string {
  return code.trim().replace(/^#+/, '').trim().toUpperCase();
}

function pathsOf(...paths: readonly string[]) {
  return paths.map((path) => parsePath(path) ?? []);
}

function firstKey(data: unknown, paths: ReturnType<typeof pathsOf>, keyOf: (text: string) => MatchKey | null): MatchKey | null {
  for (const path of paths) {
    const value = valueAt(data, path);
    const key = typeof value === 'string' || typeof value === 'number' ? keyOf(String(value)) : null;
    if (key !== null) return key;
  }
  return null;
}
