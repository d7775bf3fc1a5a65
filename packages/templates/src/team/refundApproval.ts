import { staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph, type PlainStep } from '../draw/drawGraph.ts';
import { act, days, sendEmail, sendZns, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import { happening, type Template } from '../Template.ts';
import { demoSheet } from './demoSheet.ts';

const form = { maDon: '100021', tenKhach: 'Nguyễn Thị Lan', soDienThoai: '+84912345678', soTien: 250_000, lyDo: 'Hộp bị móp' };

const approval: PlainStep = {
  id: 'approve',
  kind: 'approval',
  question: 'Hoàn {{ trigger.input.soTien | money }} cho {{ trigger.input.tenKhach }}, đơn {{ trigger.input.maDon }}? Lý do: {{ trigger.input.lyDo }}.',
  approvers: [],
  needed: 1,
  canVeto: false,
  timeout: days(2),
  remindEvery: { amount: 12, unit: 'hours' },
};

/** Staff ask, the owner decides, the office has it on paper and the customer hears of it. */
export const refundApproval: Template = {
  id: 'refund-approval',
  title: { vi: 'Duyệt hoàn tiền', en: 'Approve refunds' },
  summary: {
    vi: 'Nhân viên điền đơn cần hoàn tiền, người quản lý duyệt. Đồng ý thì ghi vào Google Trang tính và báo khách qua Zalo; từ chối hoặc quá 2 ngày thì báo lại nhân viên.',
    en: 'Staff ask for a refund and a manager decides. A yes is written to Google Sheets and told to the customer over Zalo; staff hear of a no, or of 2 days of silence.',
  },
  category: 'team',
  tags: ['hoàn tiền', 'duyệt', 'refund', 'google sheets', 'zns'],
  packages: ['core', 'zalo', 'googlesheets'],
  graph: drawGraph({
    settings: {
      inputs: [
        { key: 'maDon', label: 'Mã đơn hàng', type: 'text', required: true },
        { key: 'tenKhach', label: 'Tên khách', type: 'text', required: true },
        { key: 'soDienThoai', label: 'Số điện thoại', type: 'phone', required: true },
        { key: 'soTien', label: 'Số tiền hoàn', type: 'money', required: true },
        { key: 'lyDo', label: 'Lý do', type: 'text', required: true },
      ],
    },
    steps: [
      when('asked', 'core.startedByHand'),
      approval,
      act(
        'write',
        'googlesheets.appendRow',
        {
          ...demoSheet.place('Hoàn tiền'),
          row: {
            Ngày: '{{ now | date }}',
            'Mã đơn': '{{ trigger.input.maDon }}',
            Khách: '{{ trigger.input.tenKhach }}',
            'Số tiền': '{{ trigger.input.soTien }}',
            'Lý do': '{{ trigger.input.lyDo }}',
          },
        },
        { dynamic: demoSheet.fields('Hoàn tiền') },
      ),
      sendZns('tellCustomer', {
        phone: '{{ trigger.input.soDienThoai }}',
        template: znsTemplates.refund,
        data: {
          customer_name: '{{ trigger.input.tenKhach | truncate: 30 }}',
          order_code: '{{ trigger.input.maDon | truncate: 30 }}',
          amount: '{{ trigger.input.soTien }}',
        },
      }),
      sendEmail('refused', {
        name: 'Báo nhân viên: không duyệt',
        to: staffEmail,
        subject: 'Không duyệt hoàn tiền đơn {{ trigger.input.maDon }}',
        body: [
          'Yêu cầu hoàn {{ trigger.input.soTien | money }} cho {{ trigger.input.tenKhach }} không được duyệt.',
          'Anh/chị giải thích với khách hoặc bổ sung lý do rồi gửi lại.',
        ],
      }),
      sendEmail('silent', {
        name: 'Báo nhân viên: chưa ai duyệt',
        to: staffEmail,
        subject: 'Chưa ai duyệt hoàn tiền đơn {{ trigger.input.maDon }}',
        body: ['Sau 2 ngày yêu cầu hoàn {{ trigger.input.soTien | money }} vẫn chưa có người duyệt. Anh/chị hỏi trực tiếp quản lý.'],
      }),
    ],
    wires: [
      ['asked', 'approve'],
      ['approve.approved', 'write'],
      ['approve.rejected', 'refused'],
      ['approve.timeout', 'silent'],
      ['write', 'tellCustomer'],
    ],
  }),
  story: {
    scenario: {
      event: happening('flow.started_by_hand', { flowId: 'flow', startedBy: 'Nhân viên', input: form }),
      ...{ startAt: storyStart, days: 3, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'approve', port: 'approved' },
      { type: 'passes', stepId: 'write' },
      { type: 'messages', channel: 'zalo', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
