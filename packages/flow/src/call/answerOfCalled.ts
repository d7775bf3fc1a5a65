import type { Text } from '@noi/node-sdk';
import type { InputFault } from '../inputs/readInputs.ts';
import type { AwaitAnswer, StepError, StoppedBy } from '../run/RunPorts.ts';

/** How a called run ended. */
export interface CalledEnd {
  readonly state: string;
  readonly output?: Readonly<Record<string, unknown>> | null;
  readonly stoppedBy?: StoppedBy | null;
  readonly error?: Pick<StepError, 'kind' | 'text'> | null;
}

/** Most runs in one chain of calls. */
export const deepestCall = 10;

/**
 * What the calling step is told. It goes on by `next` when the called run is done, and also when that run ended on its own terms: at a stop step, or by
 * reaching its goal; then it gives nothing back. It fails when the called run fails, and when a person stopped it.
 */
export function answerOfCalled({ state, output, stoppedBy, error }: CalledEnd, name: string): AwaitAnswer {
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

/** The call cannot begin, for a reason that is mended in the step or in the called flow. */
export function refuseCall(text: Text, field = 'flowId'): AwaitAnswer {
  return failed({ kind: 'invalid_input', text, field, repeatable: true });
}

/** The called flow asks for other data than it was given. */
export function misfitCall(name: string, faults: readonly InputFault[]): AwaitAnswer {
  const all = (language: 'vi' | 'en') => faults.map(({ message }) => message[language]).join(' ');
  const text = { vi: `Quy trình “${name}” cần dữ liệu khác: ${all('vi')}`, en: `The flow “${name}” needs other data: ${all('en')}` };
  return refuseCall(text, `input.${faults[0]?.field ?? ''}`);
}

/** The called flow has no live version. */
export function unpublishedCall(name: string): AwaitAnswer {
  return refuseCall({ vi: `Quy trình “${name}” chưa bật chạy. Hãy bật quy trình đó trước.`, en: `The flow “${name}” is not published. Publish it first.` });
}

/** Flows call each other in a circle, or nearly so. */
export function tooDeepCall(): AwaitAnswer {
  return refuseCall({
    vi: `Các quy trình gọi nhau quá ${deepestCall} tầng, có thể đang gọi vòng. Hãy xem lại các bước gọi quy trình.`,
    en: `Flows call each other more than ${deepestCall} levels deep, perhaps in a circle. Look at the steps that call flows.`,
  });
}

function failed(error: StepError): AwaitAnswer {
  return { outcome: 'failed', error };
}
