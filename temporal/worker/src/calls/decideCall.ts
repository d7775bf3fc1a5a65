import type { CalledRun, CallStep, DueCall } from '@noi/db';
import { type AwaitAnswer, readInputs, type StepError } from '@noi/flow';
import type { Text } from '@noi/node-sdk';

/** Most runs in one chain of calls. */
export const deepestCall = 10;

/**
 * What is to be done about a call. The step that calls goes on by `next` when the called run is done, and also when that run ended on its own terms: at a
 * stop step, or by reaching its goal; then it gives nothing back. It fails when the called run fails, when a person stopped it, and when it cannot begin.
 */
export function decideCall(due: DueCall): CallStep {
  const { isOpen, isAnswered, child } = due;
  if (isAnswered) return { do: 'rest' };
  // The step waits no longer, so the run that was called for it ends too.
  if (!isOpen) return { do: child !== null && !child.isEnded ? 'stop' : 'rest' };
  if (child === null) return begin(due);
  return child.isEnded ? { do: 'answer', answer: answerOf(child, due.called?.name ?? '') } : { do: 'rest' };
}

function begin({ called, input, depth }: DueCall): CallStep {
  if (called === null || called.isRemoved) {
    return refuse({ vi: 'Quy trình được gọi đã bị xoá. Hãy chọn quy trình khác ở bước này.', en: 'The called flow was removed. Choose another in this step.' });
  }
  const { name, status, live } = called;
  if (live === null || status === 'draft')
    return refuse({ vi: `Quy trình “${name}” chưa bật chạy. Hãy bật quy trình đó trước.`, en: `The flow “${name}” is not published. Publish it first.` });
  if (status === 'paused') {
    return refuse({ vi: `Quy trình “${name}” đang tạm dừng. Hãy cho quy trình đó chạy tiếp.`, en: `The flow “${name}” is paused. Resume it first.` });
  }
  if (live.event !== 'flow.called') {
    return refuse({
      vi: `Quy trình “${name}” không bắt đầu bằng “Được quy trình khác gọi”. Hãy đổi cách bắt đầu của quy trình đó.`,
      en: `The flow “${name}” does not start with “Called by another flow”. Change how it starts.`,
    });
  }
  if (depth >= deepestCall) {
    return refuse({
      vi: `Các quy trình gọi nhau quá ${deepestCall} tầng, có thể đang gọi vòng. Hãy xem lại các bước gọi quy trình.`,
      en: `Flows call each other more than ${deepestCall} levels deep, perhaps in a circle. Look at the steps that call flows.`,
    });
  }
  const read = readInputs(live.inputs, input);
  if (read.ok) return { do: 'start', input: read.input };
  const all = (language: 'vi' | 'en') => read.faults.map(({ message }) => message[language]).join(' ');
  const text = { vi: `Quy trình “${name}” cần dữ liệu khác: ${all('vi')}`, en: `The flow “${name}” needs other data: ${all('en')}` };
  return refuse(text, `input.${read.faults[0]?.field ?? ''}`);
}

function refuse(text: Text, field = 'flowId'): CallStep {
  return { do: 'answer', answer: failed({ kind: 'invalid_input', text, field, repeatable: true }) };
}

function answerOf({ state, output, stoppedBy, error }: CalledRun, name: string): AwaitAnswer {
  if (state === 'done') return { outcome: 'done', port: 'next', output: output ?? {} };
  if (state === 'failed') {
    const cause = error?.text ?? { vi: 'không rõ lý do', en: 'for an unknown reason' };
    const text = { vi: `Quy trình được gọi “${name}” bị lỗi: ${cause.vi}`, en: `The called flow “${name}” failed: ${cause.en}` };
    return failed({ kind: error?.kind ?? 'bug', text, repeatable: true });
  }
  if (stoppedBy === 'step' || stoppedBy === 'goal') return { outcome: 'done', port: 'next', output: {} };
  return failed({
    kind: 'rejected',
    text: { vi: `Lượt chạy của quy trình được gọi “${name}” đã bị dừng.`, en: `The run of the called flow “${name}” was stopped.` },
    repeatable: true,
  });
}

function failed(error: StepError): AwaitAnswer {
  return { outcome: 'failed', error };
}
