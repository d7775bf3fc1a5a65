import type { StepRecord } from '@noi/flow/run';
import { expect, test } from 'vitest';
import type { RecordProgressRequest } from './activityTypes.ts';
import { sizeOf } from './createTaskRoom.ts';
import { progressParts } from './progressParts.ts';

const line = (stepId: string, bytes: number): StepRecord => ({
  ...{ stepId, scope: 'root', visit: 1, attempt: 1, state: 'done', port: 'next', at: 1 },
  output: { text: 'x'.repeat(bytes) },
});
const group = { workspaceId: 'shop', flowId: 'flow', planHash: 'plan' };
const waits = { open: [], close: [{ runId: 'a', token: 't' }], expire: [] };
const flush: RecordProgressRequest = {
  ...group,
  entries: [
    { runId: 'a', at: 1, state: 'waiting', records: [line('1', 300), line('2', 300), line('3', 300)] },
    { runId: 'b', at: 1, records: [line('1', 300), line('2', 2_000), line('3', 300)], outcome: { state: 'done', output: {} }, trace: 'trace' },
    { runId: 'c', at: 1, records: [], outcome: { state: 'done', output: {} } },
  ],
  waits,
};
const told = (parts: readonly RecordProgressRequest[]) =>
  parts.map(({ entries }) =>
    entries.map(({ runId, records, outcome }) => `${runId}${records.map(({ stepId }) => stepId).join('')}${outcome ? '.' : ''}`).join(' '),
  );

test('what fits goes in one', () => {
  expect(progressParts(flush, 10_000)).toEqual([flush]);
});

test('what does not fit goes in order: each end with the last line of its run, what runs wait for at last, a line that is too large alone', () => {
  const parts = progressParts(flush, 1_000);
  expect(told(parts)).toEqual(['a12', 'a3 b1', 'b2', 'b3. c.']);
  expect(parts.map((part) => part.waits)).toEqual([undefined, undefined, undefined, waits]);
  expect(parts[3]?.entries[0]).toMatchObject({ trace: 'trace', at: 1 });
  for (const at of [0, 1, 3]) expect(sizeOf(parts[at]?.entries.flatMap(({ records }) => records))).toBeLessThan(1_010);
  expect(parts.every((part) => part.planHash === 'plan')).toBe(true);
});
