import { assertNever } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import type { AlertNotice, Blame } from './Alert.ts';
import { quietWords } from './quietWords.ts';

export interface AlertWords {
  readonly title: Text;
  /** What happened, where. */
  readonly detail: Text;
  /** Whose matter it is and what to do. */
  readonly todo: Text;
}

/** Each alert in words, the same in the browser, in a letter and in a chat. */
export function describeAlert({ kind, blame, facts, count }: AlertNotice): AlertWords {
  const flow = facts.flowName ?? '';
  const step = facts.stepTitle;
  const problem = facts.problem;
  switch (kind) {
    case 'runs_failed':
      return {
        title: { vi: `${count} lượt chạy lỗi ở “${flow}”`, en: `${count} ${count === 1 ? 'run' : 'runs'} of “${flow}” failed` },
        detail: at({ step, problem }),
        todo: todoOf[blame],
      };
    case 'connection_lost':
      return {
        title: { vi: `Mất kết nối “${facts.connectionName ?? ''}”`, en: `Connection “${facts.connectionName ?? ''}” was lost` },
        detail: problem ?? { vi: 'Nhà cung cấp từ chối tài khoản này.', en: 'The provider refuses this account.' },
        todo: {
          vi: 'Mở trang Kết nối và nối lại. Các bước đang giữ sẽ tự chạy tiếp.',
          en: 'Open Connections and connect again. Held steps go on by themselves.',
        },
      };
    case 'trigger_quiet':
      return {
        title: { vi: `“${flow}” im ắng khác thường`, en: `“${flow}” is unusually quiet` },
        detail: sentence(quietWords({ quietHours: facts.quietHours ?? 0, usualPerDay: facts.usualPerDay ?? 0, event: facts.event })),
        todo: {
          vi: 'Xem nguồn gửi có còn gửi sang Nối không: địa chỉ webhook, quyền của ứng dụng, gói dịch vụ.',
          en: 'See whether the source still sends to Nối: its webhook address, the app’s permissions, the subscription.',
        },
      };
    case 'outcome_unknown':
      return {
        title: {
          vi: `${count} tin không rõ đã gửi được chưa ở “${flow}”`,
          en: `Nobody knows whether ${count} ${count === 1 ? 'message' : 'messages'} of “${flow}” went out`,
        },
        detail: at({ step, problem }),
        todo: {
          vi: 'Nối không gửi lại để khách khỏi nhận hai lần. Xem ở tài khoản nhà cung cấp rồi chọn gửi lại hay bỏ qua ở lượt chạy.',
          en: 'Nối does not send again, so that no customer is written to twice. Look at the provider’s account, then choose at the run.',
        },
      };
    case 'test':
      return {
        title: { vi: 'Tin thử từ Nối', en: 'A test from Nối' },
        detail: { vi: 'Cảnh báo của shop sẽ đến đây.', en: 'Alerts of your shop will come here.' },
        todo: { vi: 'Bạn không cần làm gì.', en: 'There is nothing to do.' },
      };
    default:
      return assertNever(kind);
  }
}

const todoOf: Readonly<Record<Blame, Text>> = {
  shop: {
    vi: 'Cần bạn sửa: mở lượt chạy để xem bước lỗi, sửa quy trình hoặc dữ liệu, rồi chạy lại từ bước đó.',
    en: 'Yours to mend: open the run to see the failed step, fix the flow or the data, then run again from there.',
  },
  provider: {
    vi: 'Lỗi ở phía nhà cung cấp. Khi họ hoạt động lại, hãy chạy lại các lượt lỗi từ bước đó.',
    en: 'The provider’s fault. When it works again, run the failed ones again from that step.',
  },
  us: {
    vi: 'Lỗi của Nối. Hãy báo cho người quản trị; quy trình của bạn không sai.',
    en: 'Nối’s own fault. Tell your administrator; your flow is not wrong.',
  },
};

function sentence({ vi, en }: Text): Text {
  return { vi: `${vi}.`, en: `${en}.` };
}

function at({ step, problem }: { step: Text | undefined; problem: Text | undefined }): Text {
  const words = problem ?? { vi: 'Không có mô tả.', en: 'No description.' };
  return step === undefined ? words : { vi: `Bước “${step.vi}”: ${words.vi}`, en: `Step “${step.en}”: ${words.en}` };
}
