import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A flow starts with one trigger, no more and no less. */
export function oneTrigger({ steps, triggers }: Draft): readonly Issue[] {
  if (steps.length === 0) {
    return [
      {
        code: 'flow_empty',
        severity: 'error',
        message: { vi: 'Quy trình chưa có bước nào. Kéo một sự kiện bắt đầu vào để mở đầu.', en: 'The flow has no steps. Drag a trigger in to begin.' },
      },
    ];
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
