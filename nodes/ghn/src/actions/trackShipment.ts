import { ShipmentState } from '@noi/events';
import { defineAction, described } from '@noi/node-sdk';
import { z } from 'zod';
import { readParcel } from '../api/ParcelDetail.ts';
import { shipmentState } from '../api/shipmentState.ts';
import { ghnShop } from '../connection.ts';
import { trackingCode } from './trackingCode.ts';

/** Reads where a parcel is now. Only reads, so it is safe to repeat. */
export const trackShipment = defineAction({
  id: 'ghn.trackShipment',
  version: 1,
  title: { vi: 'Tra vận đơn GHN', en: 'Track GHN parcel' },
  summary: { vi: 'Xem kiện hàng đang ở đâu', en: 'Sees where the parcel is' },
  connection: ghnShop,
  input: z.object({ trackingCode }),
  output: z.object({
    trackingCode: described(z.string(), { label: { vi: 'Mã vận đơn', en: 'Tracking code' } }),
    orderCode: described(z.string().optional(), { label: { vi: 'Mã đơn hàng', en: 'Order code' } }),
    state: described(ShipmentState, { label: { vi: 'Trạng thái giao', en: 'Shipment state' } }),
    rawState: described(z.string(), { label: { vi: 'Trạng thái ở GHN', en: 'State at GHN' } }),
    cod: described(z.number().optional(), { label: { vi: 'Thu hộ (COD)', en: 'COD' }, format: 'money' }),
    codCollected: described(z.boolean(), { label: { vi: 'Đã thu hộ', en: 'COD collected' } }),
    changedAt: described(z.string().optional(), { label: { vi: 'Đổi trạng thái lúc', en: 'Changed at' }, format: 'dateTime' }),
  }),
  sample: {
    trackingCode: 'L8BGNP',
    orderCode: '100020',
    state: 'delivering',
    rawState: 'delivering',
    cod: 1250000,
    codCollected: false,
    changedAt: '2026-11-22T03:15:00.000Z',
  },
  effects: { repeat: 'native' },
  keywords: ['tra cứu', 'hành trình', 'track'],
  async run({ input, http }) {
    const parcel = await readParcel(http, input.trackingCode);
    const changedAt = parcel.finish_date || parcel.log?.at(-1)?.updated_date;
    return {
      trackingCode: parcel.order_code,
      ...(parcel.client_order_code ? { orderCode: parcel.client_order_code.replace(/^#/, '') } : {}),
      state: shipmentState(parcel.status),
      rawState: parcel.status,
      ...(parcel.cod_amount == null ? {} : { cod: parcel.cod_amount }),
      codCollected: parcel.is_cod_collected ?? false,
      ...(changedAt ? { changedAt } : {}),
    };
  },
});
