import { lan, staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { act, sendEmail, when } from '../draw/steps.ts';
import { happening, type Template } from '../Template.ts';

/** A form becomes a lead, and somebody hears of it. */
export const leadToCrm: Template = {
  id: 'lead-to-crm',
  title: { vi: 'Khách mới từ biểu mẫu vào CRM', en: 'New leads into the CRM' },
  summary: {
    vi: 'Khách gửi biểu mẫu trên website thì tạo khách tiềm năng trong Bitrix24 và báo ngay cho nhân viên bán hàng qua email.',
    en: 'A form on your website becomes a Bitrix24 lead, and sales hear of it by email at once.',
  },
  category: 'sales',
  tags: ['lead', 'crm', 'khách tiềm năng', 'biểu mẫu', 'bitrix24'],
  packages: ['core', 'bitrix24'],
  graph: drawGraph({
    steps: [
      when('submitted', 'core.formSubmitted'),
      act('lead', 'bitrix24.createLead', {
        title: '{{ trigger.customer.name | fallback: "Khách mới" }} · {{ trigger.form.name }}',
        name: '{{ trigger.customer.name | fallback: "" }}',
        phone: '{{ trigger.customer.phone | fallback: "" }}',
        email: '{{ trigger.customer.email | fallback: "" }}',
        source: 'WEB',
        comments: 'Khách điền: {{ trigger.fields | json | fallback: "không có gì thêm" }}',
      }),
      sendEmail('tell', {
        name: 'Báo nhân viên bán hàng',
        to: staffEmail,
        subject: 'Khách mới: {{ trigger.customer.name | fallback: "chưa rõ tên" }}',
        body: [
          '{{ trigger.customer.name | fallback: "Khách" }} vừa gửi “{{ trigger.form.name }}”.',
          'Điện thoại: {{ trigger.customer.phone | phone | fallback: "không có" }}. Email: {{ trigger.customer.email | fallback: "không có" }}.',
          'Hồ sơ số {{ steps.lead.id }} trong Bitrix24. Anh/chị liên hệ trong 15 phút khi khách còn quan tâm.',
        ],
      }),
    ],
    wires: [
      ['submitted', 'lead'],
      ['lead', 'tell'],
    ],
  }),
  story: {
    scenario: {
      event: happening('form.submitted', { form: { name: 'Đăng ký tư vấn' }, customer: lan, fields: { ghi_chu: 'Cần tư vấn size' } }),
      ...{ startAt: storyStart, days: 1, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'lead' },
      { type: 'messageTime', stepId: 'tell', is: 'at', afterMinutes: 0 },
      { type: 'ends', state: 'done' },
    ],
  },
};
