import { expect, test } from 'vitest';
import { applyCommand } from '../edit/applyCommand.ts';
import type { FlowGraph } from '../graph/FlowGraph.ts';
import { aGraph, znsStep } from '../testing/aGraph.ts';
import { switchOff } from '../testing/switchOff.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import type { IssueCode } from '../validate/Issue.ts';
import { validateGraph } from '../validate/validateGraph.ts';
import { fixFor } from './fixFor.ts';

const main = aGraph().trigger().note('note').build();
const handled = aGraph().trigger().note('a').errorHandler().build();
const unwired: FlowGraph = { ...main, edges: [] };
const loop = aGraph().trigger().forEach('each').inside('each').note('in').outside().note('after').build();
const { note: _note, ...onlyTrigger } = main.steps;
const asked = (change: object) => aGraph().trigger().approval('ask', change).note('yes').from('ask', 'rejected').note('no').build();
const reads = (text: string) => aGraph().trigger().note('off').note('note', text).build();

test.each<[string, FlowGraph, IssueCode, string]>([
  [
    'a name that may be missing',
    aGraph().trigger().note('note', 'Chào {{ trigger.customer.name | given_name }}').build(),
    'data_may_be_missing',
    'Ghi “bạn” khi thiếu',
  ],
  [
    'other data that may be missing',
    aGraph()
      .trigger()
      .sendZns('send', { input: { ...znsStep('send').input, templateData: { customer_name: 'Lan', order_code: '{{ trigger.order.note }}' } } })
      .build(),
    'data_may_be_missing',
    'Ghi “không có” khi thiếu',
  ],
  ['no account chosen', aGraph().trigger().sendZns('send', { connectionId: '' }).build(), 'connection_missing', 'Dùng kết nối đang có'],
  ['an account that is gone', aGraph().trigger().sendZns('send', { connectionId: 'gone' }).build(), 'connection_unknown', 'Dùng kết nối đang có'],
  ['data of a step that is off', switchOff(reads('{{ steps.off.id }}'), 'off'), 'data_off', 'Bật lại “Ghi chú”'],
  ['the trigger is off', switchOff(main, 'trigger'), 'trigger_off', 'Bật lại bước này'],
  ['all of a body is off', switchOff(loop, 'in'), 'container_off', 'Bật lại các bước bên trong'],
  ['an empty body', { ...loop, steps: Object.fromEntries(Object.entries(loop.steps).filter(([id]) => id !== 'in')) }, 'container_empty', 'Tắt bước này'],
  [
    'a second trigger',
    aGraph()
      .trigger()
      .note('note')
      .loose({ ...main.steps.trigger, id: 'other' } as FlowGraph['steps'][string])
      .build(),
    'trigger_many',
    'Tắt bước này',
  ],
  ['an error handler without a step', handled, 'handler_unwired', 'Tắt bước này'],
  [
    'a step on its own',
    aGraph()
      .trigger()
      .note('a')
      .loose({ id: 'alone', kind: 'stop', position: { x: 0, y: 0 } })
      .build(),
    'step_unreachable',
    'Tắt bước này',
  ],
  ['a trigger and the one step after it', unwired, 'trigger_unwired', 'Nối với “Ghi chú”'],
  ['a wire that leads nowhere', { ...main, edges: [...main.edges, { id: 'x', from: 'note', port: 'next', to: 'gone' }] }, 'wire_broken', 'Xoá đường nối hỏng'],
  ['a container that is gone', aGraph().trigger().note('note', 'Xong', { parent: 'gone' }).build(), 'level_broken', 'Đưa ra ngoài'],
  ['a timezone that does not exist', aGraph().trigger().note('note').timezone('Mars').build(), 'timezone_invalid', 'Dùng giờ Việt Nam'],
  [
    'opening hours that are not set',
    aGraph().trigger().wait('wait', { type: 'businessHours' }).note('note').build(),
    'business_hours_missing',
    'Đặt giờ mở cửa 08:00–21:00 mỗi ngày',
  ],
  ['more must agree than are asked', asked({ approvers: ['a@b.vn'], needed: 3 }), 'approval_invalid', 'Cần 1 người đồng ý'],
  ['nobody must agree', asked({ needed: 0 }), 'approval_invalid', 'Cần 1 người đồng ý'],
  ['an approver twice', asked({ approvers: ['a@b.vn', 'A@b.vn'], needed: 1 }), 'approval_invalid', 'Xoá email trùng'],
])('%s is mended at one press', (_name, graph, code, words) => {
  const request = { graph, catalog: testCatalog, connections: testConnections };
  const issue = validateGraph(request).find((one) => one.code === code);
  if (!issue) throw new Error(`No ${code}`);
  const fix = fixFor(issue, request);
  expect(fix?.words.vi).toBe(words);
  const after = fix ? applyCommand(graph, fix.command) : graph;
  expect(validateGraph({ ...request, graph: after }).filter((one) => one.code === code)).toEqual([]);
});

test.each<[string, FlowGraph, IssueCode]>([
  ['a text that nobody wrote', aGraph().trigger().note('note', '').build(), 'field_required'],
  [
    'data of a branch that is passed by',
    switchOff(
      aGraph().trigger().if('if').note('yes').from('if', 'false').note('no').note('both', '{{ steps.no.id }}').wire('yes', 'next', 'both').build(),
      'if',
    ),
    'data_off',
  ],
  ['two steps after a trigger', { ...aGraph().trigger().note('a').note('b').build(), edges: [] }, 'trigger_unwired'],
  ['an email that is none', asked({ approvers: ['a'] }), 'approval_invalid'],
])('%s is for people to say', (_name, graph, code) => {
  const request = { graph, catalog: testCatalog, connections: testConnections };
  const issue = validateGraph(request).find((one) => one.code === code);
  if (!issue) throw new Error(`No ${code}`);
  expect(fixFor(issue, request)).toBeNull();
});

test('with two accounts that fit, people choose', () => {
  const graph = aGraph().trigger().sendZns('send', { connectionId: 'gone' }).build();
  const request = { graph, catalog: testCatalog, connections: [...testConnections, { id: 'oa2', type: 'zalo.oa', state: 'ok' as const }] };
  const issue = validateGraph(request).find(({ code }) => code === 'connection_unknown');
  expect(issue && fixFor(issue, request)).toBeNull();
});

test('a flow of a trigger only has nothing to be wired to', () => {
  const request = { graph: { ...main, steps: onlyTrigger, edges: [] }, catalog: testCatalog, connections: testConnections };
  const issue = validateGraph(request).find(({ code }) => code === 'trigger_unwired');
  expect(issue && fixFor(issue, request)).toBeNull();
});
