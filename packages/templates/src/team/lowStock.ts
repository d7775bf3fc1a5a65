import { staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { sendEmail, when } from '../draw/steps.ts';
import { happening, type Template } from '../Template.ts';

/** Whoever orders goods hears of it once a day for each product. */
export const lowStock: Template = {
  id: 'low-stock',
  title: { vi: 'Báo nhân viên khi hàng sắp hết', en: 'Tell staff when stock runs low' },
  summary: {
    vi: 'Phần mềm kho báo một mặt hàng còn ít thì gửi email cho người nhập hàng, mỗi mặt hàng một ngày một lần.',
    en: 'When the stock system reports an item nearly gone, whoever buys gets an email, once a day for each item.',
  },
  category: 'team',
  tags: ['tồn kho', 'nhập hàng', 'sắp hết', 'stock'],
  packages: ['core'],
  graph: drawGraph({
    settings: { entry: { policy: 'oncePerDays', days: 1, by: '{{ trigger.product.title }}' } },
    steps: [
      when('low', 'core.stockRanLow'),
      sendEmail('tell', {
        name: 'Báo người nhập hàng',
        to: staffEmail,
        subject: 'Sắp hết: {{ trigger.product.title }} còn {{ trigger.left }}',
        body: [
          '{{ trigger.product.title }} (mã {{ trigger.product.sku | fallback: "chưa có" }}) chỉ còn {{ trigger.left }} tại {{ trigger.warehouse | fallback: "kho" }}.',
          'Anh/chị đặt thêm hàng, hoặc tạm ẩn sản phẩm để khách không đặt nhầm.',
        ],
      }),
    ],
    wires: [['low', 'tell']],
  }),
  story: {
    scenario: {
      event: happening('stock.ran_low', { product: { sku: 'SACH-001', title: 'Nhà giả kim' }, left: 3, warehouse: 'Kho Quận 1' }),
      ...{ startAt: storyStart, days: 1, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'messageTime', stepId: 'tell', is: 'at', afterMinutes: 0 },
      { type: 'messages', channel: 'email', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
