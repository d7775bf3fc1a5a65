import { defineTrigger } from '@noi/node-sdk';

export const stockRanLow = defineTrigger({
  id: 'core.stockRanLow',
  version: 1,
  event: 'stock.ran_low',
  title: { vi: 'Hàng sắp hết', en: 'Stock ran low' },
  summary: {
    vi: 'Khi phần mềm kho báo một mặt hàng còn ít',
    en: 'When the stock system says that an item is nearly gone',
  },
  keywords: ['tồn kho', 'hết hàng', 'kho', 'stock'],
});
