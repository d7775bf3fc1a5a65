import { defineTrigger } from '@noi/node-sdk';

export const shipmentStatusChanged = defineTrigger({
  id: 'core.shipmentStatusChanged',
  version: 1,
  event: 'shipment.status_changed',
  title: { vi: 'Kiện hàng đổi trạng thái', en: 'Parcel status changed' },
  summary: { vi: 'Khi đơn vị vận chuyển báo kiện hàng sang trạng thái khác', en: 'When a carrier reports another state of a parcel' },
  keywords: ['vận chuyển', 'kiện hàng', 'giao hàng', 'shipment'],
});
