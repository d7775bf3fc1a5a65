import { staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { act, all, check, sendEmail, stop, when } from '../draw/steps.ts';
import { happening, type Template } from '../Template.ts';

/** An unhappy customer becomes somebody's task at once. */
export const feedbackToCare: Template = {
  id: 'feedback-to-care',
  title: { vi: 'Đánh giá thấp: chuyển chăm sóc khách', en: 'Bad rating: hand it to customer care' },
  summary: {
    vi: 'Khách chấm từ 3 sao trở xuống thì mở ngay một hồ sơ trong Bitrix24 và gửi email cho bộ phận chăm sóc kèm lời nhận xét.',
    en: 'Three stars or fewer open a record in Bitrix24 and send the comment to customer care by email.',
  },
  category: 'care',
  tags: ['đánh giá thấp', 'phàn nàn', 'chăm sóc', 'rating', 'bitrix24'],
  packages: ['core', 'bitrix24'],
  graph: drawGraph({
    steps: [
      when('rated', 'core.customerRated'),
      check('isLow', 'Từ 3 sao trở xuống', all({ field: 'trigger.rating.stars', operator: '<=', value: 3 })),
      act('open', 'bitrix24.createLead', {
        title: 'Phản hồi {{ trigger.rating.stars }} sao cần xử lý',
        phone: '{{ trigger.rating.message.recipient | fallback: "" }}',
        comments:
          'Nhận xét: {{ trigger.rating.comment | fallback: "khách không ghi" }}. Ý đã chọn: {{ trigger.rating.choices | join: ", " | fallback: "không có" }}.',
      }),
      sendEmail('tell', {
        name: 'Báo bộ phận chăm sóc',
        to: staffEmail,
        subject: 'Khách chấm {{ trigger.rating.stars }} sao',
        body: [
          'Khách {{ trigger.rating.message.recipient | phone | fallback: "(không rõ số)" }} vừa chấm {{ trigger.rating.stars }} sao.',
          'Nhận xét: {{ trigger.rating.comment | fallback: "khách không ghi" }}.',
          'Hồ sơ số {{ steps.open.id }} trong Bitrix24. Anh/chị gọi xin lỗi và xử lý trong ngày.',
        ],
      }),
      stop('happy', 'Khách hài lòng'),
    ],
    wires: [
      ['rated', 'isLow'],
      ['isLow.true', 'open'],
      ['isLow.false', 'happy'],
      ['open', 'tell'],
    ],
  }),
  story: {
    scenario: {
      event: happening('customer.rated', {
        rating: { stars: 2, comment: 'Giao chậm, hộp bị móp', choices: ['Giao hàng chậm'], message: { channel: 'zalo', recipient: '+84912345678' } },
      }),
      ...{ startAt: storyStart, days: 1, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'isLow', port: 'true' },
      { type: 'passes', stepId: 'open' },
      { type: 'messageTime', stepId: 'tell', is: 'at', afterMinutes: 0 },
      { type: 'ends', state: 'done' },
    ],
  },
};
