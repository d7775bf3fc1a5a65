import { type EventType, eventPayloads } from '@noi/events';
import { type ParsedEvent, UnreadableDelivery } from '@noi/node-sdk';
import { z } from 'zod';
import { readForm } from './readForm.ts';

/** What a shop's own software may report at its webhook. Orders, parcels and money come from systems that are known by name. */
const Named = z.enum(['form.submitted', 'cart.abandoned', 'stock.ran_low'] satisfies readonly EventType[]);

interface NamedDelivery {
  readonly type: string;
  readonly body: unknown;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * The event that a delivery's address names, with its body as the payload; a form may also come flat, as websites send them. `null` for words that are
 * no event of ours, which were there before any were. Throws `UnreadableDelivery` with the place that does not fit.
 */
export function namedEvent({ type, body, query }: NamedDelivery): Pick<ParsedEvent, 'type' | 'payload'> | null {
  const named = Named.safeParse(type).data;
  if (named === undefined) return null;
  const payload = eventPayloads[named].safeParse(body);
  if (payload.success) return { type: named, payload: payload.data };
  const form = named === 'form.submitted' ? readForm(body, query) : undefined;
  if (form !== undefined) return { type: named, payload: form };
  throw new UnreadableDelivery(`The body does not fit ${named}: ${z.prettifyError(payload.error)}`);
}
