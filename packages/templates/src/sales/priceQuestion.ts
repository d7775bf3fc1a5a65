import { storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { act, all, any, check, stop, when } from '../draw/steps.ts';
import { happening, type Template } from '../Template.ts';

/** Answers in the chat while it is open, once a week for one person; “giao hàng” is no question of price, so tone marks count. */
export const priceQuestion: Template = {
  id: 'price-question',
  title: { vi: 'Khách hỏi giá: trả lời kèm voucher', en: 'Answer a price question with a voucher' },
  summary: {
    vi: 'Khách nhắn cho Zalo OA có chữ “giá” hoặc “bao nhiêu” thì trả lời ngay kèm mã giảm giá, mỗi khách 7 ngày một lần.',
    en: 'A Zalo OA message that asks for a price is answered at once with a voucher, once in 7 days for one person.',
  },
  category: 'sales',
  tags: ['hỏi giá', 'voucher', 'chat', 'zalo oa'],
  packages: ['zalo'],
  graph: drawGraph({
    settings: { entry: { policy: 'oncePerDays', days: 7, by: '{{ trigger.message.recipient | fallback: "khach" }}' } },
    steps: [
      when('wrote', 'zalo.messageReceived'),
      check('asksPrice', 'Khách hỏi giá', {
        combinator: 'and',
        rules: [
          all({ field: 'trigger.message.recipient', operator: 'notNull' }),
          any(
            { field: 'trigger.message.text', operator: 'contains', value: 'giá' },
            { field: 'trigger.message.text', operator: 'contains', value: 'bao nhiêu', ignoreMarks: true },
          ),
        ],
      }),
      act('answer', 'zalo.sendOaText', {
        userId: '{{ trigger.message.recipient | fallback: "khong-ro" }}',
        text: 'Dạ shop chào bạn ạ. Bạn đang quan tâm sản phẩm nào để shop báo giá đúng mẫu và size nhé? Shop gửi bạn mã HOIGIA10 giảm 10% cho đơn đặt trong hôm nay ạ.',
      }),
      stop('other', 'Tin không hỏi giá'),
    ],
    wires: [
      ['wrote', 'asksPrice'],
      ['asksPrice.true', 'answer'],
      ['asksPrice.false', 'other'],
    ],
  }),
  story: {
    scenario: {
      event: happening('message.replied', {
        message: { channel: 'zalo', messageId: 'a1b2c3', recipient: '7452839104728193845', text: 'Shop ơi máy này giá bao nhiêu ạ?' },
      }),
      ...{ startAt: storyStart, days: 1, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'asksPrice', port: 'true' },
      { type: 'messageTime', stepId: 'answer', is: 'at', afterMinutes: 0 },
      { type: 'ends', state: 'done' },
    ],
  },
};
