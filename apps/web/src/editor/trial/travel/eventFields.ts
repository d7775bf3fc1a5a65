import type { FieldDescriptor, Text } from '@noi/node-sdk';

type Payload = Readonly<Record<string, unknown>>;

/** One datum of an event that can be typed in. */
export interface EventField {
  readonly path: readonly string[];
  /** Of the thing it belongs to, and its own. */
  readonly group: Text | null;
  readonly field: FieldDescriptor;
}

/** The single values of an event's data, with the groups they stand in. Lists and free data stay as the sample has them. */
export function eventFields(fields: readonly FieldDescriptor[], path: readonly string[] = [], group: Text | null = null): readonly EventField[] {
  return fields.flatMap((field): readonly EventField[] => {
    const here = [...path, field.key];
    if (field.type === 'object') return eventFields(field.fields ?? [], here, group === null ? field.label : joined(group, field.label));
    return field.type === 'list' || field.type === 'any' ? [] : [{ path: here, group, field }];
  });
}

function joined(one: Text, other: Text): Text {
  return { vi: `${one.vi} · ${other.vi}`, en: `${one.en} · ${other.en}` };
}

/** What stands at a path; `undefined` where there is nothing. */
export function valueIn(payload: Payload, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Payload)[key] : undefined), payload);
}

/** The payload with a value at a path; `undefined` takes it away. */
export function setAt(payload: Payload, [key, ...rest]: readonly string[], value: unknown): Payload {
  if (key === undefined) return payload;
  if (rest.length === 0) {
    const { [key]: _former, ...others } = payload;
    return value === undefined ? others : { ...payload, [key]: value };
  }
  const inner = payload[key];
  return { ...payload, [key]: setAt(typeof inner === 'object' && inner !== null ? (inner as Payload) : {}, rest, value) };
}
