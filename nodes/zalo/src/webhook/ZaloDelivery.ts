import { type RawDelivery, UnreadableDelivery } from '@noi/node-sdk';
import { z } from 'zod';
import { parseZaloJson } from '../api/parseZaloJson.ts';

export const Id = z.union([z.string(), z.number()]).transform(String);
const Party = z.looseObject({ id: Id.optional() });

/** What every event of Zalo's has in common. The parts of each kind are read where that kind is. */
export const ZaloDelivery = z.looseObject({
  event_name: z.string(),
  timestamp: Id.optional(),
  app_id: Id.optional(),
  oa_id: Id.optional(),
  oaId: Id.optional(),
  sender: Party.optional(),
  recipient: Party.optional(),
});
export type ZaloDelivery = z.infer<typeof ZaloDelivery>;

/** The delivery's body; throws `UnreadableDelivery` for one that is no event of Zalo's. */
export function readDelivery({ body }: RawDelivery): ZaloDelivery {
  try {
    return ZaloDelivery.parse(parseZaloJson(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch (error) {
    throw new UnreadableDelivery('The body is not a Zalo event', { cause: error });
  }
}

/** The same, or `undefined`. */
export function tryReadDelivery(delivery: RawDelivery): ZaloDelivery | undefined {
  try {
    return readDelivery(delivery);
  } catch {
    return undefined;
  }
}
