import { after, daytime, delivered, nameOf, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, check, days, sendZns, stop, untilEvent, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

/** Sixty days without another order, then one offer, to those who agreed. */
export const winBack: Template = {
  id: 'win-back',
  title: { vi: 'Mời khách cũ quay lại', en: 'Win customers back' },
  summary: {
    vi: 'Sau 60 ngày khách không mua thêm thì gửi một mã ưu đãi qua Zalo, chỉ với khách đồng ý nhận tin. Mỗi lần mua, 60 ngày tính lại từ đầu.',
    en: 'After 60 days without another order, customers who agreed to offers get a voucher over Zalo. Each order starts the count anew.',
  },
  category: 'sales',
  tags: ['khách cũ', 'quay lại', 'voucher', 'win-back', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: { entry: { policy: 'restart' }, frequencyCap: { messages: 1, days: 30 }, quietHours: daytime },
    steps: [
      when('delivered', 'core.orderDelivered'),
      untilEvent('again', { name: 'Đợi khách mua lại', node: 'core.orderCreated', belongs: 'customer', timeout: days(60) }),
      check('agreed', 'Khách đồng ý nhận tin', all({ field: 'trigger.customer.acceptsMarketing', operator: '=', value: true })),
      sendZns('invite', {
        phone: '{{ trigger.customer.phone }}',
        template: znsTemplates.winBack,
        data: {
          customer_name: nameOf('trigger.customer.name'),
          voucher_code: 'QUAYLAI10',
          expire_date: '{{ trigger.deliveredAt | add_days: 75 | date: "dd/MM/yyyy" }}',
        },
      }),
      stop('bought', 'Khách đã mua lại'),
      stop('leave', 'Khách chưa đồng ý nhận tin'),
    ],
    wires: [
      ['delivered', 'again'],
      ['again', 'bought'],
      ['again.timeout', 'agreed'],
      ['agreed.true', 'invite'],
      ['agreed.false', 'leave'],
    ],
  }),
  story: {
    scenario: { event: delivered(), startAt: storyStart, days: 90, events: [], approve: 'approved' },
    expects: [
      { type: 'passes', stepId: 'again', port: 'timeout' },
      { type: 'messageTime', stepId: 'invite', is: 'at', afterMinutes: after.days(60) },
      { type: 'messages', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
