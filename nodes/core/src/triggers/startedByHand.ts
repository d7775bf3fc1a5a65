import { defineTrigger } from '@noi/node-sdk';

export const startedByHand = defineTrigger({
  id: 'core.startedByHand',
  version: 1,
  event: 'flow.started_by_hand',
  title: { vi: 'Bấm chạy tay', en: 'Started by hand' },
  summary: { vi: 'Khi bạn bấm nút chạy quy trình này', en: 'When you press the button that runs this flow' },
  keywords: ['chạy tay', 'thủ công', 'manual', 'bấm'],
});
