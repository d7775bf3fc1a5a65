import { z } from 'zod';

export const finalStatuses = ['delivered', 'returned', 'cancel', 'damage', 'lost', 'scrap'] as const;

/** A parcel as the emulator keeps it. */
export interface Parcel {
  readonly order_code: string;
  readonly client_order_code: string;
  readonly shop_id: number;
  readonly to_name: string;
  readonly to_phone: string;
  readonly to_address: string;
  readonly cod_amount: number;
  readonly weight: number;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly payment_type_id: number;
  readonly total_fee: number;
  readonly order_date: string;
  readonly expected_delivery_time: string;
  readonly log: readonly { readonly status: string; readonly updated_date: string }[];
  readonly status: string;
}

/** Body of create and preview, with the limits and sentences of the documents. */
export const ParcelRequest = z
  .object({
    client_order_code: z.string().max(50).nullish(),
    payment_type_id: z.union([z.literal(1), z.literal(2)]),
    required_note: z.enum(['CHOTHUHANG', 'CHOXEMHANGKHONGTHU', 'KHONGCHOXEMHANG']),
    to_name: z.string().min(1),
    to_phone: z.string().regex(/^0\d{9,10}$/),
    to_address: z.string().min(1),
    is_new_to_address: z.boolean().nullish(),
    to_ward_name: z.string().nullish(),
    to_province_name: z.string().nullish(),
    to_ward_code: z.string().nullish(),
    to_district_id: z.number().nullish(),
    content: z.string().max(2000).nullish(),
    cod_amount: z.int().min(0).max(50_000_000).nullish(),
    weight: z.int().min(1).max(50_000),
    length: z.int().min(1).max(200),
    width: z.int().min(1).max(200),
    height: z.int().min(1).max(200),
    service_type_id: z.union([z.literal(2), z.literal(5)]).nullish(),
    service_id: z.number().nullish(),
    items: z.array(z.object({ name: z.string(), quantity: z.int().min(1), weight: z.number().nullish() })).nullish(),
  })
  .refine((body) => body.service_id || body.service_type_id, { path: ['service_type_id'], error: 'is required' })
  .refine((body) => (body.is_new_to_address ? body.to_ward_name && body.to_province_name : body.to_ward_code && body.to_district_id), {
    path: ['to_address'],
    error: 'needs to_ward_name and to_province_name with is_new_to_address, or to_ward_code and to_district_id',
  })
  .refine((body) => body.service_type_id !== 5 || (body.items ?? []).every((item) => item.weight), {
    path: ['items'],
    error: 'need a weight each for heavy parcels',
  });
export type ParcelRequest = z.infer<typeof ParcelRequest>;

/** Fee of the emulator's own making: base, plus each kilogram over two, plus half a percent of the COD over a million. */
export function feeOf(request: Pick<ParcelRequest, 'weight' | 'cod_amount'>): { service_fee: number; cod_fee: number; total: number } {
  const service = 22_000 + Math.max(0, Math.ceil((request.weight - 2_000) / 1_000)) * 5_000;
  const cod = (request.cod_amount ?? 0) > 1_000_000 ? Math.round((request.cod_amount ?? 0) * 0.005) : 0;
  return { service_fee: service, cod_fee: cod, total: service + cod };
}
