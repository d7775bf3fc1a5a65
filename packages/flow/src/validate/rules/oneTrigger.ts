import { stepsById } from '../../graph/stepOf.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A flow starts with one trigger, no more and no less. */
export function oneTrigger({ drawn, triggers }: Draft): readonly Issue[] {
  const steps = stepsById(drawn);
  if (steps.length === 0) {
    return [
      {
        code: 'flow_empty',
        severity: 'error',
        message: { vi: 'Quy trình chưa có bước nào. Kéo một sự kiện bắt đầu vào để mở đầu.', en: 'The flow has no steps. Drag a trigger in to begin.' },
      },
    ];
  }
  const off = steps.find(({ kind }) => kind === 'trigger');
  if (triggers.length === 0 && off) {
    const message = { vi: 'Sự kiện bắt đầu đang tắt. Bật lại để quy trình chạy.', en: 'The trigger is switched off. Switch it on, so that the flow runs.' };
    return [{ code: 'trigger_off', severity: 'error', stepId: off.id, message }];
  }
  if (triggers.length === 0) {
    return [
      {
        code: 'trigger_missing',
        severity: 'error',
        message: { vi: 'Chưa có sự kiện bắt đầu. Chọn khi nào quy trình chạy.', en: 'There is no trigger. Choose when the flow runs.' },
      },
    ];
  }
  return triggers.slice(1).map((trigger) => ({
    code: 'trigger_many',
    severity: 'error',
    stepId: trigger.id,
    message: {
      vi: 'Mỗi quy trình chỉ có một sự kiện bắt đầu. Giữ một, xoá các sự kiện còn lại.',
      en: 'A flow has one trigger only. Keep one and remove the others.',
    },
  }));
}
