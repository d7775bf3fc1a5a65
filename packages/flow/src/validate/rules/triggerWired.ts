import { wiresFrom } from '../../graph/reach.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Something must follow the trigger. */
export function triggerWired({ graph, triggers, steps }: Draft): readonly Issue[] {
  const [trigger] = triggers;
  if (!trigger || triggers.some(({ id }) => wiresFrom(graph, id).length > 0)) return [];
  const message =
    steps.length === 1
      ? { vi: 'Chưa có việc nào sau sự kiện bắt đầu. Thêm một việc cần làm rồi nối vào.', en: 'Nothing follows the trigger. Add an action and wire it.' }
      : { vi: 'Sự kiện bắt đầu chưa nối với bước nào. Kéo một đường nối tới bước đầu tiên.', en: 'The trigger is not wired. Draw a wire to the first step.' };
  return [{ code: 'trigger_unwired', severity: 'error', stepId: trigger.id, message }];
}
