import { defineTrigger } from '@noi/node-sdk';

export const formSubmitted = defineTrigger({
  id: 'core.formSubmitted',
  version: 1,
  event: 'form.submitted',
  title: { vi: 'Khách gửi biểu mẫu', en: 'Form submitted' },
  summary: {
    vi: 'Khi khách để lại thông tin trên website hay trang đích',
    en: 'When somebody fills in a form on a website or landing page',
  },
  keywords: ['biểu mẫu', 'form', 'lead', 'khách tiềm năng', 'đăng ký'],
});
