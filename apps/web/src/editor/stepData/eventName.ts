import { valueAt } from '@noi/flow';

const names = [['order', 'code'], ['shipment', 'orderCode'], ['orderCode'], ['customer', 'name'], ['order', 'customer', 'name']] as const;

/** What people know an event by: its order and its customer, each after a dot. Empty when it tells neither. */
export function eventName(payload: object): string {
  const found = names.flatMap((path) => {
    const value = valueAt(payload, path);
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  return [...new Set(found)].map((name) => ` · ${name}`).join('');
}
