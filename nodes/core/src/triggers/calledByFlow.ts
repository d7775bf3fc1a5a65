import { defineTrigger } from '@noi/node-sdk';

/** What it is given is the form in the flow's settings; another flow fills it in. */
export const calledByFlow = defineTrigger({
  id: 'core.calledByFlow',
  version: 1,
  event: 'flow.called',
  title: { vi: 'Được quy trình khác gọi', en: 'Called by another flow' },
  summary: { vi: 'Khi một quy trình khác chạy quy trình này', en: 'When another flow runs this one' },
  keywords: ['gọi', 'quy trình con', 'sub-flow', 'subflow', 'call'],
});
