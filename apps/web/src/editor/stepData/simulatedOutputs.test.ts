import type { StepRecord } from '@noi/flow';
import { expect, test } from 'vitest';
import { simulatedOutputs } from './simulatedOutputs.ts';

const record = (stepId: string, rest: Partial<StepRecord>): StepRecord => ({ stepId, scope: 'root', visit: 1, attempt: 1, at: 0, state: 'done', ...rest });

test('the last that each step gave counts, and only of steps that were done', () => {
  const records = [
    record('find', { output: { tier: 'bạc' } }),
    record('find', { visit: 2, output: { tier: 'vàng' } }),
    record('wait', {}),
    record('send', { state: 'failed', output: { id: '1' } }),
  ];
  expect(simulatedOutputs({ records })).toEqual({ find: { tier: 'vàng' } });
});
