import type { CalledFlow, CalledRun, DueCall } from '@noi/db';
import { deepestCall } from '@noi/flow';
import { expect, test } from 'vitest';
import { decideCall } from './decideCall.ts';

const called: CalledFlow = {
  name: 'Hoàn tiền',
  status: 'live',
  isRemoved: false,
  live: { event: 'flow.called', inputs: [{ key: 'amount', label: 'Số tiền', type: 'money', required: true }] },
};
const due: DueCall = {
  ...{
    workspaceId: 'shop',
    runId: 'run',
    token: 't',
    flowId: 'caller',
    isPaused: false,
    calledFlowId: 'flow',
    input: { amount: '5000' },
    isOpen: true,
    isAnswered: false,
    depth: 1,
  },
  ...{ child: null, called },
};
const child: CalledRun = { id: 'child', state: 'running', isEnded: false, output: null, stoppedBy: null, error: null };
const ended = (change: Partial<CalledRun>): CalledRun => ({ ...child, isEnded: true, ...change });
const stopped = (stoppedBy: CalledRun['stoppedBy']) => ended({ state: 'stopped', stoppedBy });
const next = (output: object) => ({ do: 'answer', answer: { outcome: 'done', port: 'next', output } });
const failure = (words: string, field?: string) => ({
  do: 'answer',
  answer: { outcome: 'failed', error: { text: { vi: expect.stringContaining(words) }, ...(field === undefined ? {} : { field }) } },
});
const boom = { kind: 'rejected', text: { vi: 'Hết tiền', en: 'No money' }, repeatable: true } as const;

test.each<[string, Partial<DueCall>, object]>([
  ['a new call starts, with its input read', {}, { do: 'start', input: { amount: 5000 } }],
  ['an input that does not fit is named', { input: { amount: 'nhiều' } }, failure('Số tiền', 'input.amount')],
  ['a flow that is not there', { called: null }, failure('đã bị xoá', 'flowId')],
  ['a removed flow', { called: { ...called, isRemoved: true } }, failure('đã bị xoá')],
  ['a flow that was never published', { called: { ...called, status: 'draft', live: null } }, failure('chưa bật chạy')],
  ['a paused flow', { called: { ...called, status: 'paused' } }, { do: 'hold', flowId: 'flow' }],
  ['a pause is held for mending, whatever is wrong meanwhile', { called: { ...called, status: 'paused' }, input: {} }, { do: 'hold', flowId: 'flow' }],
  ['a call of a flow that is paused itself', { isPaused: true }, { do: 'hold', flowId: 'caller' }],
  ['a run under way, whatever is paused', { isPaused: true, child, called: { ...called, status: 'paused' } }, { do: 'rest' }],
  ['a flow that events start', { called: { ...called, live: { event: 'order.created', inputs: [] } } }, failure('không bắt đầu bằng')],
  ['the deepest call that is let through', { depth: deepestCall - 1 }, { do: 'start' }],
  ['a call that is too deep', { depth: deepestCall }, failure('gọi vòng')],
  ['a run under way', { child }, { do: 'rest' }],
  ['a run that is done', { child: ended({ state: 'done', output: { code: 'R1' } }) }, next({ code: 'R1' })],
  ['a run that is done and gives nothing', { child: ended({ state: 'done' }) }, next({})],
  ['a failed run', { child: ended({ state: 'failed', error: boom }) }, failure('“Hoàn tiền” bị lỗi: Hết tiền')],
  ['a run that a person stopped', { child: stopped('person') }, failure('đã bị dừng')],
  ['a run that stopped by itself', { child: stopped('step') }, next({})],
  ['a run that reached its goal', { child: stopped('goal') }, next({})],
  ['an answered call', { isOpen: false, isAnswered: true, child }, { do: 'rest' }],
  ['a call that nobody waits for any more', { isOpen: false, child }, { do: 'stop' }],
  ['one whose run has ended', { isOpen: false, child: ended({ state: 'done' }) }, { do: 'rest' }],
  ['one that never started', { isOpen: false }, { do: 'rest' }],
])('%s', (_, change, expected) => {
  expect(decideCall({ ...due, ...change })).toMatchObject(expected);
});
