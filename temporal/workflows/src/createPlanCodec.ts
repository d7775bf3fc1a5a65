import type { Payload, PayloadCodec } from '@temporalio/common';
import { type PlanName, planEncoding } from './planRef.ts';

/**
 * The worker's codec: puts the plan's JSON in place of its name before the workflow sees it, and leaves everything else alone. `load` should
 * answer from a cache and throw when the plan is not there or the database is away: the workflow task is then tried again later.
 */
export function createPlanCodec(load: (name: PlanName) => Promise<Uint8Array>): PayloadCodec {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();

  return {
    encode: async (payloads) => payloads,
    decode: (payloads) => Promise.all(payloads.map(expand)),
  };

  async function expand(payload: Payload): Promise<Payload> {
    if (decoder.decode(payload.metadata?.encoding ?? undefined) !== planEncoding) return payload;
    const name: PlanName = JSON.parse(decoder.decode(payload.data ?? undefined));
    // The hash rides in the metadata so that the workflow side can find the parsed plan without reading the JSON.
    return { metadata: { ...payload.metadata, hash: encoder.encode(name.hash) }, data: await load(name) };
  }
}
