import type { Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { readStepJson } from './readStepJson.ts';

const step: Step = { id: 'wait_1', kind: 'wait', position: { x: 0, y: 0 }, wait: { type: 'duration', amount: 1, unit: 'days' } };
const faults = (text: string) => {
  const read = readStepJson(text, step);
  return read.ok ? [] : read.faults.map(({ kind, at }) => `${kind} ${at}`);
};

test('a step that was rewritten is taken', () => {
  const next = { ...step, wait: { ...step.wait, amount: 3 } };
  expect(readStepJson(JSON.stringify(next), step)).toEqual({ ok: true, step: next });
});

test('what is wrong is said with its place', () => {
  expect(faults('{"id":')).toEqual(['syntax ']);
  expect(faults(JSON.stringify({ ...step, wait: { ...step.wait, amount: 'ba' } })).join()).toContain('shape wait');
  expect(faults(JSON.stringify({ ...step, id: 'wait_2', parent: 'box' }))).toEqual(['identity id', 'identity parent']);
});
