import { staffEmail } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { act, sendEmail, when } from '../draw/steps.ts';
import { happening, type Template } from '../Template.ts';

const dueAt = '2026-11-22T14:30:00.000Z';

/** The day in numbers, every evening. */
export const dailyRevenue: Template = {
  id: 'daily-revenue',
  title: { vi: 'Doanh thu hằng ngày cho chủ shop', en: 'Daily revenue for the owner' },
  summary: {
    vi: '21:30 mỗi tối cộng đơn Haravan trong ngày rồi gửi email cho chủ shop: số đơn, doanh thu, đã thu, đơn huỷ.',
    en: 'At 21:30 every evening the day’s Haravan orders are added up and mailed: orders, revenue, paid, cancelled.',
  },
  category: 'team',
  tags: ['doanh thu', 'báo cáo', 'chủ shop', 'revenue', 'haravan'],
  packages: ['core', 'haravan'],
  graph: drawGraph({
    steps: [
      when('evening', 'core.schedule', { repeat: 'daily', time: '21:30', catchUp: 'last' }),
      act('sum', 'haravan.sumOrders', { period: 'today' }),
      sendEmail('report', {
        name: 'Gửi báo cáo',
        to: staffEmail,
        subject: 'Doanh thu ngày {{ trigger.dueAt | date }}: {{ steps.sum.revenue | money }}',
        body: [
          'Hôm nay {{ trigger.dueAt | date }} shop có {{ steps.sum.orders }} đơn, doanh thu {{ steps.sum.revenue | money }}.',
          'Đã thu: {{ steps.sum.paid | money }}.',
          'Đơn huỷ: {{ steps.sum.cancelled }}.',
        ],
      }),
    ],
    wires: [
      ['evening', 'sum'],
      ['sum', 'report'],
    ],
  }),
  story: {
    scenario: {
      event: happening('schedule.due', { flowId: 'flow', dueAt, localTime: '22/11/2026 21:30' }),
      ...{ startAt: dueAt, days: 1, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'sum' },
      { type: 'messageTime', stepId: 'report', is: 'at', afterMinutes: 0 },
      { type: 'ends', state: 'done' },
    ],
  },
};
