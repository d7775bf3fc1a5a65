import { renderTemplate } from '../template/renderTemplate.ts';
import { type SampleOfSet, sampleOf } from './Source.ts';

/** What a set step would hold if all before it gave their samples. */
export const setSample: SampleOfSet = (step, earlier, { settings }) => {
  const data = { trigger: sampleOf(earlier, 'trigger'), steps: Object.fromEntries(earlier.map((source) => [source.stepId, source.sample])) };
  const sample: Record<string, unknown> = {};
  for (const { key, value } of step.fields) {
    const rendered = typeof value === 'string' ? renderTemplate({ template: value, data, timezone: settings.timezone, now: 0 }) : { ok: true as const, value };
    if (rendered.ok) sample[key] = rendered.value;
  }
  return sample;
};
