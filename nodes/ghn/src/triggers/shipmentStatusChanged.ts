import { defineTrigger } from '@noi/node-sdk';
import { ghnShop } from '../connection.ts';
import { ghnWebhook } from '../webhook/ghnWebhook.ts';

/** Each step of the parcel that GHN reports: picked up, on its way, delivered, failed, returned. */
export const shipmentStatusChanged = defineTrigger({
  id: 'ghn.shipmentStatusChanged',
  version: 1,
  event: 'shipment.status_changed',
  source: 'ghn',
  title: { vi: 'GHN: kiện hàng đổi trạng thái', en: 'GHN: parcel status changed' },
  summary: {
    vi: 'Khi GHN báo kiện hàng được lấy, đang giao, giao xong, giao hụt hay trả về',
    en: 'When GHN reports that a parcel is picked up, on its way, delivered, failed or returned',
  },
  connection: ghnShop,
  webhook: ghnWebhook,
  keywords: ['giao hàng nhanh', 'vận đơn', 'giao thành công', 'giao thất bại', 'ghn'],
});
