import { isRichText } from '@noi/events';
import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { InputValue } from '../graph/FlowGraph.ts';
import { richWords } from '../richText/plainAndRich.ts';
import { renderRichText } from '../richText/renderRichText.ts';
import type { RunData } from '../run/RunPorts.ts';
import { renderTemplate } from './renderTemplate.ts';

export interface RenderInputRequest {
  readonly input: { readonly [key: string]: InputValue };
  readonly data: RunData;
  readonly timezone: string;
  /** Epoch ms. */
  readonly now: number;
  /** The node's fields: with them a number in a text field becomes text, and digits in a number field a number. */
  readonly fields?: readonly FieldDescriptor[] | undefined;
  /** Paths of the fields that hold rich text (`richFields`): data comes out as words in them, never as markup. */
  readonly rich?: readonly string[] | undefined;
}

/** `field` is the path in the step's form (`templateData.order_code`), `path` the data at fault when one is. */
export type RenderedInput =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly field: string; readonly text: Text; readonly path?: string };

type Visit = { readonly ok: true; readonly value: unknown } | Extract<RenderedInput, { ok: false }>;

/** Fills every template of a step's input. The first fault names its field. */
export function renderInput({ input, data, timezone, now, fields, rich }: RenderInputRequest): RenderedInput {
  const scope = { data, timezone, now };
  const value: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(input)) {
    const descriptor = fields?.find((field) => field.key === key);
    const visited = visit(entry, { field: key, descriptor, scope, rich });
    if (!visited.ok) return visited;
    value[key] = visited.value;
  }
  return { ok: true, value };
}

interface Place {
  readonly field: string;
  readonly descriptor: FieldDescriptor | undefined;
  readonly rich: readonly string[] | undefined;
  readonly scope: { readonly data: RunData; readonly timezone: string; readonly now: number };
}

function visit(value: InputValue, place: Place): Visit {
  if (typeof value === 'string') {
    const fill = place.rich?.includes(place.field) ? renderRichText : renderTemplate;
    const rendered = fill({ template: value, ...place.scope });
    if (rendered.ok && fill === renderTemplate && isMistaken(rendered.value, place)) return { ok: true, value: richWords(rendered.value) };
    return rendered.ok ? { ok: true, value: fitted(rendered.value, place.descriptor) } : { ...rendered, field: place.field };
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const [index, item] of value.entries()) {
      const visited = visit(item, { ...place, field: `${place.field}.${index}`, descriptor: undefined });
      if (!visited.ok) return visited;
      items.push(visited.value);
    }
    return { ok: true, value: items };
  }
  if (value !== null && typeof value === 'object') {
    const fields: Record<string, unknown> = {};
    for (const [key, entry] of Object.entries(value)) {
      const descriptor = place.descriptor?.fields?.find((field) => field.key === key);
      const visited = visit(entry, { ...place, field: `${place.field}.${key}`, descriptor });
      if (!visited.ok) return visited;
      fields[key] = visited.value;
    }
    return { ok: true, value: fields };
  }
  return { ok: true, value: fitted(value, place.descriptor) };
}

/** Data that looks like rich text stays what it is in a field of plain words: letters. */
function isMistaken(value: unknown, { descriptor }: Place): value is string {
  return descriptor?.format === 'richText' && typeof value === 'string' && isRichText(value);
}

function fitted(value: unknown, descriptor: FieldDescriptor | undefined): unknown {
  if ((descriptor?.type === 'text' || descriptor?.type === 'choice') && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (descriptor?.type === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (descriptor?.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
