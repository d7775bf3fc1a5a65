import type { RunOutcome, StepError } from '@noi/flow';

/** How runs end that can never begin. */
export const startRefusals = {
  tooLarge: refusal({
    vi: 'Lượt chạy này không bắt đầu được vì dữ liệu của sự kiện quá lớn hoặc không hợp lệ. Hãy gửi mã lượt chạy cho bộ phận hỗ trợ.',
    en: 'This run could not begin because its event is too large or not valid. Send the run id to support.',
  }),
  eventGone: refusal({
    vi: 'Lượt chạy này không bắt đầu được vì sự kiện của nó đã quá thời hạn lưu giữ và không còn nữa.',
    en: 'This run could not begin because its event is past the time for which events are kept, and is gone.',
  }),
};

function refusal(text: StepError['text']): RunOutcome {
  return { state: 'failed', stepId: 'trigger', error: { kind: 'bug', text, repeatable: false } };
}
