import type { FieldDescriptor } from '@noi/node-sdk';
import type { BroadcastColumn } from '../broadcast/BroadcastColumn.ts';
import { broadcastColumns } from '../broadcast/broadcastColumns.ts';
import type { InputField, StepOf } from './FlowGraph.ts';
import type { Around, Output } from './Source.ts';

/** Events with which a person or another flow hands data over, by the form in the flow's settings. */
const handingOver: readonly string[] = ['flow.started_by_hand', 'flow.called'];

/** What starts a run: the event's own data; `input` of what a person or another flow hands over; `row` by the columns of the list; `batch` of the events that were collected. */
export function triggerOutput(step: StepOf<'trigger'>, { graph: { settings }, catalog }: Around): Output | null {
  const node = catalog.trigger(step.node, step.nodeVersion);
  if (!node) return null;
  const fields = [...node.output];
  const sample: Record<string, unknown> = { ...node.sample };
  const inputs = settings.inputs ?? [];
  if (handingOver.includes(node.event) && inputs.length > 0) {
    // Takes the place of the event's own entry, whose shape only these settings know.
    fields.splice(0, fields.length, ...node.output.filter(({ key }) => key !== input.key), { ...input, fields: inputs.map(inputField) });
    sample.input = Object.fromEntries(inputs.map(({ key, type }) => [key, kinds[type].sample]));
  }
  const columns = node.event === 'broadcast.recipient' ? broadcastColumns(step.input) : [];
  if (columns.length > 0) {
    fields.splice(0, fields.length, ...node.output.map((field) => (field.key === 'row' ? rowOf(columns, field) : field)));
    sample.row = Object.fromEntries(columns.map(({ key, type }) => [key, kinds[type].sample]));
  }
  if (settings.gather?.type === 'batch') {
    fields.push({ ...batch, fields: [{ ...items, fields: node.output }, batchCount] });
    sample.batch = { items: [node.sample], count: 1 };
  }
  return { fields, sample };
}

function inputField({ key, label, type, required }: InputField): FieldDescriptor {
  const words = label.trim() || key;
  return { key, label: { vi: words, en: words }, required, ...kinds[type] };
}

function rowOf(columns: readonly BroadcastColumn[], { format: _anyKey, ...row }: FieldDescriptor): FieldDescriptor {
  return { ...row, type: 'object', fields: columns.map((column) => inputField({ ...column, required: true })) };
}

type Kind = Pick<FieldDescriptor, 'type' | 'format' | 'sample'>;

const kinds: Readonly<Record<InputField['type'], Kind>> = {
  text: { type: 'text', sample: 'Nội dung' },
  number: { type: 'number', sample: 1 },
  boolean: { type: 'boolean', sample: true },
  date: { type: 'text', format: 'dateTime', sample: '2026-11-22T03:15:00.000Z' },
  phone: { type: 'text', format: 'phone', sample: '+84912345678' },
  money: { type: 'number', format: 'money', sample: 100_000 },
  list: { type: 'list', sample: [] },
};

const input: FieldDescriptor = { key: 'input', type: 'object', label: { vi: 'Dữ liệu đầu vào', en: 'Input' }, required: true };
const batch: FieldDescriptor = { key: 'batch', type: 'object', label: { vi: 'Lô sự kiện', en: 'Batch' }, required: true };
const items: FieldDescriptor = { key: 'items', type: 'list', label: { vi: 'Các sự kiện', en: 'Events' }, required: true };
const batchCount: FieldDescriptor = { key: 'count', type: 'number', label: { vi: 'Số sự kiện', en: 'Number of events' }, required: true, sample: 1 };
