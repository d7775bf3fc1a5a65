import { eventPayloads, type FieldMeta, type Text } from '@noi/events';
import { z } from 'zod';
import { type DataPath, parsePath } from './dataPath.ts';

const labels = new Map<string, Text>();

/** A data path in people's words, from the labels of the business events (`Khách hàng › Tên khách`); the path itself when it is none of theirs. */
export function describePath(path: string): Text {
  const known = labels.get(path);
  if (known) return known;
  const parsed = parsePath(path);
  const described = (parsed?.[0] === 'trigger' || parsed?.[0] === 'event' ? fromEvents(parsed.slice(1)) : null) ?? { vi: path, en: path };
  if (labels.size >= 1000) labels.clear();
  labels.set(path, described);
  return described;
}

function fromEvents(path: DataPath): Text | null {
  for (const payload of Object.values(eventPayloads)) {
    const found = labelsAlong(payload, path);
    if (found) return { vi: found.map(({ vi }) => vi).join(' › '), en: found.map(({ en }) => en).join(' › ') };
  }
  return null;
}

function labelsAlong(schema: z.ZodType, path: DataPath): Text[] | null {
  const found: Text[] = [];
  let at: z.ZodType = schema;
  for (const part of path) {
    const inner = unwrapped(at);
    const next =
      typeof part === 'number'
        ? inner instanceof z.ZodArray
          ? inner.element
          : undefined
        : inner instanceof z.ZodObject && Object.hasOwn(inner.shape, part)
          ? inner.shape[part]
          : undefined;
    if (!(next instanceof z.ZodType)) return null;
    at = next;
    const label = (z.globalRegistry.get(at)?.noi as FieldMeta | undefined)?.label;
    if (label) found.push(label);
  }
  return found.length > 0 ? found : null;
}

/** Zod makes a shape when it is first asked for, which must be now: in the workflow sandbox modules are frozen once they are loaded. */
function makeShapes(schema: unknown): void {
  const inner = schema instanceof z.ZodType ? unwrapped(schema) : null;
  if (inner instanceof z.ZodArray) makeShapes(inner.element);
  if (inner instanceof z.ZodObject) for (const field of Object.values(inner.shape)) makeShapes(field);
}
for (const payload of Object.values(eventPayloads)) makeShapes(payload);

function unwrapped(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodOptional)) return schema;
  const inner = schema.unwrap();
  return inner instanceof z.ZodType ? unwrapped(inner) : schema;
}
