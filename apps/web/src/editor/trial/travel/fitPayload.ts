import { listeningKey } from '@noi/flow';
import { setAt } from './eventFields.ts';
import type { Listener } from './listeners.ts';

type Payload = Readonly<Record<string, unknown>>;

/** Where payloads name their order and their customer. */
const orderPaths = [['order', 'code'], ['shipment', 'orderCode'], ['orderCode']] as const;
const phonePaths = [
  ['customer', 'phone'],
  ['order', 'customer', 'phone'],
  ['message', 'recipient'],
  ['rating', 'message', 'recipient'],
] as const;

/** The awaited event's sample, made to concern the same order or customer as the event that the flow starts with. */
export function fitPayload({ belongs, sample }: Pick<Listener, 'belongs' | 'sample'>, trigger: Payload): Payload {
  const order = listeningKey('order', trigger)?.slice('order:'.length);
  const phone = listeningKey('customer', trigger)?.slice('customer:'.length);
  const withOrder = order === undefined || belongs === 'anyone' ? sample : fill(sample, orderPaths, order);
  return phone === undefined || belongs === 'anyone' ? withOrder : fill(withOrder, phonePaths, phone);
}

function fill(payload: Payload, paths: readonly (readonly string[])[], value: string): Payload {
  return paths.reduce((filled, path) => (hasPlace(filled, path) ? setAt(filled, path, value) : filled), payload);
}

/** Whether there is an object to hold it; a payload of one level holds it as it is. */
function hasPlace(payload: Payload, path: readonly string[]): boolean {
  if (path.length === 1) return Object.hasOwn(payload, path[0] ?? '');
  let at: unknown = payload;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Payload)[key];
  }
  return typeof at === 'object' && at !== null;
}
