import { expect, test } from 'vitest';
import { trialLines } from './trialLines.ts';

const at = Date.parse('2026-11-22T03:00:00.000Z');
const record = (scope: string, state: 'running' | 'waiting' | 'done', change = {}) => ({ stepId: 'ask', scope, visit: 1, attempt: 1, at, state, ...change });
const message = (scope: string) => ({ stepId: 'ask', scope, visit: 1, at: new Date(at).toISOString(), channel: 'zalo', purpose: 'care' });

test('each visit of a step is one line, with its last state, its own messages and what put it off', () => {
  const reason = { vi: 'Giờ yên lặng', en: 'Quiet hours' };
  const delay = record('root/each[1]', 'waiting', { reason });
  const records = [record('root/each[0]', 'running'), delay, record('root/each[0]', 'done', { at: at + 5 }), record('root/each[1]', 'done', { at: at + 9 })];
  const lines = trialLines({ records, messages: [message('root/each[1]'), message('root/each[0]')] });
  expect(lines).toMatchObject([
    { record: { state: 'done' }, startedAt: at, endedAt: at + 5, messages: [{ scope: 'root/each[0]' }], delays: [] },
    { record: { state: 'done' }, startedAt: at, endedAt: at + 9, messages: [{ scope: 'root/each[1]' }], delays: [delay] },
  ]);
});
