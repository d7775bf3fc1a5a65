import type { FieldDescriptor } from '@noi/node-sdk';
import { isMissing, parsePath } from '../template/dataPath.ts';
import { parseTemplate } from '../template/parseTemplate.ts';
import { renderTemplate } from '../template/renderTemplate.ts';
import type { FlowGraph, InputValue, StepOf } from './FlowGraph.ts';
import { findData, lookupAmong, type Output, type Source, sampleOf } from './Source.ts';

/** What a set step gives: its values, typed by what they hold, with samples. */
export function setOutput(step: StepOf<'set'>, earlier: readonly Source[], graph: FlowGraph): Output {
  const fields = step.fields.map(({ key, label, value }): FieldDescriptor => {
    const words = label || key;
    return { ...typeOf(value, earlier), key, label: { vi: words, en: words }, required: !isMissing(value) };
  });
  const data = { trigger: sampleOf(earlier, 'trigger'), steps: Object.fromEntries(earlier.map((source) => [source.stepId, source.sample])) };
  const sample: Record<string, unknown> = {};
  for (const { key, value } of step.fields) {
    const rendered =
      typeof value === 'string' ? renderTemplate({ template: value, data, timezone: graph.settings.timezone, now: 0 }) : { ok: true as const, value };
    if (rendered.ok) sample[key] = rendered.value;
  }
  return { fields, sample };
}

/** What a set field will hold: the type of its one pill, else the type of the literal. */
function typeOf(value: InputValue, earlier: readonly Source[]): Omit<FieldDescriptor, 'key' | 'label' | 'required'> {
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value !== 'string') return { type: 'any' };
  const [segment, ...rest] = parseTemplate(value);
  if (segment?.type !== 'data' || rest.length > 0 || segment.filters !== '') return { type: 'text' };
  const found = findData(lookupAmong(earlier), parsePath(segment.path) ?? []);
  if (!found?.field) return { type: found ? 'any' : 'text' };
  const { key: _key, label: _label, required: _required, ...type } = found.field;
  return type;
}
