import { assertNever } from '@noi/errors';
import type { Text } from '@noi/events';
import { spanWords } from '../graph/waitWords.ts';
import type { SendCause } from '../send/decideSend.ts';
import type { Expectation } from './Expectation.ts';
import { clockWords, moneyWords, type StepNames } from './storyWords.ts';

/** What is expected, as a sentence. */
export function expectationWords(expectation: Expectation, { title, port }: StepNames): Text {
  switch (expectation.type) {
    case 'messages': {
      const { channel, is, count } = expectation;
      const [vi, en] = amounts[is];
      const on = channel === undefined ? { vi: '', en: '' } : { vi: ` qua ${channelWords(channel)}`, en: ` on ${channelWords(channel)}` };
      return { vi: `Gửi ${vi}${count} tin${on.vi}`, en: `Sends ${en}${count} ${count === 1 ? 'message' : 'messages'}${on.en}` };
    }
    case 'messageTime': {
      const at = clockWords(expectation.afterMinutes);
      const step = title(expectation.stepId);
      return expectation.is === 'at'
        ? { vi: `“${step.vi}” gửi tin ${at.vi}`, en: `“${step.en}” sends its message ${at.en}` }
        : { vi: `“${step.vi}” gửi tin chậm nhất ${at.vi}`, en: `“${step.en}” sends its message at the latest ${at.en}` };
    }
    case 'skips': {
      const step = title(expectation.stepId);
      const why = expectation.cause === undefined ? { vi: '', en: '' } : causeWords[expectation.cause];
      const because = (reason: string, word: string) => (reason === '' ? '' : ` ${word} ${reason}`);
      return { vi: `“${step.vi}” không gửi tin${because(why.vi, 'vì')}`, en: `“${step.en}” leaves its message out${because(why.en, 'because of')}` };
    }
    case 'passes': {
      const step = title(expectation.stepId);
      if (expectation.port === undefined) return { vi: `Đi qua “${step.vi}”`, en: `Passes “${step.en}”` };
      const way = port(expectation.stepId, expectation.port);
      return { vi: `“${step.vi}” rẽ theo nhánh “${way.vi}”`, en: `“${step.en}” goes on by “${way.en}”` };
    }
    case 'neverReaches': {
      const step = title(expectation.stepId);
      return { vi: `Không đi đến “${step.vi}”`, en: `Never reaches “${step.en}”` };
    }
    case 'ends': {
      const end = ends[expectation.state];
      if (expectation.stepId === undefined) return end;
      const step = title(expectation.stepId);
      return { vi: `${end.vi} ở “${step.vi}”`, en: `${end.en} at “${step.en}”` };
    }
    case 'endsWithin': {
      const { vi, en } = spanWords(expectation.span);
      return { vi: `Kết thúc trong vòng ${vi}`, en: `Ends within ${en}` };
    }
    case 'costsAtMost': {
      const amount = moneyWords(expectation.vnd);
      return { vi: `Tốn nhiều nhất ${amount}`, en: `Costs ${amount} at most` };
    }
    default:
      return assertNever(expectation);
  }
}

const amounts = { exactly: ['đúng ', 'exactly '], atLeast: ['ít nhất ', 'at least '], atMost: ['nhiều nhất ', 'at most '] } as const;

const ends = {
  done: { vi: 'Đi hết quy trình', en: 'Goes to the end' },
  stopped: { vi: 'Dừng giữa chừng', en: 'Is stopped' },
  failed: { vi: 'Bị lỗi', en: 'Fails' },
  unfinished: { vi: 'Vẫn đang đợi khi hết thời gian tua', en: 'Is still waiting when the time ends' },
} as const satisfies Record<string, Text>;

/** Why a message does not go, in few words, for counting. */
export const causeWords: Readonly<Record<SendCause, Text>> = {
  recipient: { vi: 'địa chỉ người nhận không dùng được', en: 'an unusable address' },
  consent: { vi: 'khách chưa đồng ý nhận tin', en: 'missing consent' },
  cap: { vi: 'khách đã nhận đủ tin', en: 'the frequency cap' },
  law: { vi: 'giới hạn quảng cáo theo luật', en: 'the legal limit on advertising' },
  quietHours: { vi: 'giờ yên lặng', en: 'quiet hours' },
  lawHours: { vi: 'giờ luật không cho quảng cáo', en: 'hours closed to advertising by law' },
  noHour: { vi: 'không còn giờ nào được gửi', en: 'no hour left to send' },
  template: { vi: 'mẫu tin không dùng được', en: 'an unusable template' },
  quota: { vi: 'hết hạn mức của nhà cung cấp', en: 'the provider’s quota' },
};

const channels: Readonly<Record<string, string>> = { zalo: 'Zalo', sms: 'SMS', email: 'email', messenger: 'Messenger', push: 'push' };

/** A channel as people call it. */
export function channelWords(channel: string): string {
  return channels[channel] ?? channel;
}
