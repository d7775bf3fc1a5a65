import type { ConnectionValues, ParsedEvent, RawDelivery, Verification, WebhookDefinition } from '@noi/node-sdk';

/** A delivery written by hand, for tests that copy a provider's documented sample. */
export function aDelivery(parts: {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: string | Uint8Array | object;
  receivedAt?: Date;
}): RawDelivery {
  const { method = 'POST', headers = {}, query = {}, body = '', receivedAt = new Date('2026-11-22T03:15:00.000Z') } = parts;
  return {
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    query,
    body: body instanceof Uint8Array ? body : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
    receivedAt,
  };
}

export type WebhookOutcome =
  | { readonly answered: 'handshake'; readonly status: number; readonly body: string }
  | { readonly answered: 'refused'; readonly verification: Extract<Verification, { ok: false }> }
  | { readonly answered: 'taken'; readonly events: readonly ParsedEvent[] };

/** Walks one delivery through a webhook as the door does: handshake, verify, parse. `UnreadableDelivery` comes out as thrown. */
export function runWebhook(webhook: WebhookDefinition, delivery: RawDelivery, values: ConnectionValues): WebhookOutcome {
  const handshake = webhook.handshake?.(delivery, values);
  if (handshake) return { answered: 'handshake', ...handshake };
  const verification = webhook.verify(delivery, values);
  if (!verification.ok) return { answered: 'refused', verification };
  return { answered: 'taken', events: webhook.parse(delivery) };
}
