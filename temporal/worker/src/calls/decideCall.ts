import type { CallStep, DueCall } from '@noi/db';
import { type AwaitAnswer, answerOfCalled, deepestCall, misfitCall, readInputs, refuseCall, tooDeepCall, unpublishedCall } from '@noi/flow';

/**
 * What is to be done about a call: see `answerOfCalled` for what the calling step is told. It fails when the called run cannot begin. A pause of either flow holds a call
 * that has not begun, whatever else may be wrong with it by then.
 */
export function decideCall(due: DueCall): CallStep {
  const { isOpen, isAnswered, child } = due;
  if (isAnswered) return { do: 'rest' };
  // The step waits no longer, so the run that was called for it ends too.
  if (!isOpen) return { do: child !== null && !child.isEnded ? 'stop' : 'rest' };
  if (child === null) return begin(due);
  return child.isEnded ? { do: 'answer', answer: answerOfCalled(child, due.called?.name ?? '') } : { do: 'rest' };
}

function begin({ flowId, isPaused, calledFlowId, called, input, depth }: DueCall): CallStep {
  if (isPaused) return { do: 'hold', flowId };
  if (called === null || called.isRemoved) {
    const text = { vi: 'Quy trình được gọi đã bị xoá. Hãy chọn quy trình khác ở bước này.', en: 'The called flow was removed. Choose another in this step.' };
    return answer(refuseCall(text));
  }
  const { name, status, live } = called;
  if (live === null || status === 'draft') return answer(unpublishedCall(name));
  if (status === 'paused') return { do: 'hold', flowId: calledFlowId };
  if (live.event !== 'flow.called') {
    const text = {
      vi: `Quy trình “${name}” không bắt đầu bằng “Được quy trình khác gọi”. Hãy đổi cách bắt đầu của quy trình đó.`,
      en: `The flow “${name}” does not start with “Called by another flow”. Change how it starts.`,
    };
    return answer(refuseCall(text));
  }
  if (depth >= deepestCall) return answer(tooDeepCall());
  const read = readInputs(live.inputs, input);
  return read.ok ? { do: 'start', input: read.input } : answer(misfitCall(name, read.faults));
}

function answer(given: AwaitAnswer): CallStep {
  return { do: 'answer', answer: given };
}
