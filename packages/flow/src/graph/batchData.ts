import type { FieldDescriptor } from '@noi/node-sdk';
import type { FlowSettings } from './FlowGraph.ts';

interface Output {
  readonly fields: readonly FieldDescriptor[];
  readonly sample: Readonly<Record<string, unknown>>;
}

/** What the trigger gives in a flow that gathers its events into a list: the first event's data, and all of them as `trigger.batch`. */
export function batchData({ gather }: FlowSettings, trigger: Output): Output {
  if (gather?.type !== 'batch') return trigger;
  const batch: FieldDescriptor = {
    key: 'batch',
    type: 'object',
    label: { vi: 'Danh sách đã gom', en: 'Gathered list' },
    required: true,
    fields: [
      { key: 'items', type: 'list', label: { vi: 'Các sự kiện', en: 'Events' }, required: true, fields: trigger.fields },
      { key: 'count', type: 'number', label: { vi: 'Số sự kiện', en: 'Number of events' }, required: true },
    ],
  };
  return { fields: [...trigger.fields, batch], sample: { ...trigger.sample, batch: { items: [trigger.sample], count: 1 } } };
}
