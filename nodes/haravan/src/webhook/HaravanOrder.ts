import { z } from 'zod';

const text = z.string().nullish();
const words = z.union([z.string(), z.number()]).transform(String).nullish();
/** Money comes as JSON numbers with four decimals; old apps have sent strings. */
const amount = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

const HaravanAddress = z.object({
  first_name: text,
  last_name: text,
  name: text,
  phone: words,
  address1: text,
  ward: text,
  district: text,
  province: text,
});
export type HaravanAddress = z.infer<typeof HaravanAddress>;

/** The order resource as REST and webhooks carry it, as far as Nối reads it. */
export const HaravanOrder = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  name: text,
  order_number: words,
  email: text,
  contact_email: text,
  created_at: z.string(),
  updated_at: text,
  confirmed_at: text,
  closed_at: text,
  cancelled_at: text,
  cancel_reason: text,
  cancelled_status: text,
  confirmed_status: text,
  total_price: amount,
  financial_status: text,
  fulfillment_status: text,
  gateway: text,
  note: text,
  tags: text,
  customer: z
    .object({
      id: words,
      first_name: text,
      last_name: text,
      email: text,
      phone: words,
      accepts_marketing: z.boolean().nullish(),
      default_address: HaravanAddress.nullish(),
    })
    .nullish(),
  billing_address: HaravanAddress.nullish(),
  shipping_address: HaravanAddress.nullish(),
  line_items: z.array(z.object({ title: text, name: text, sku: text, quantity: amount, price: amount })).nullish(),
  fulfillments: z.array(z.object({ status: text, tracking_company: text, tracking_number: words, carrier_status_code: text })).nullish(),
  transactions: z.array(z.object({ kind: text, created_at: text })).nullish(),
});
export type HaravanOrder = z.infer<typeof HaravanOrder>;
