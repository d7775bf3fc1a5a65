import { expect, test } from 'vitest';
import { aGraph, testCatalog } from '../testing/index.ts';
import { planImport, withAccounts } from './planImport.ts';
import { writeFlowFile } from './writeFlowFile.ts';

const graph = aGraph()
  .trigger()
  .sendZns('send', { input: { phone: '0912345678' } })
  .note('old', 'Xong', { node: 'gone.doThing', name: 'Bước lạ' })
  .approval('ask', { approvers: ['chu@shop.vn'] })
  .build();
const file = writeFlowFile({ name: 'Thử', graph, tests: [], catalog: testCatalog, versionOf: () => '1' });

test('the plan says what is unknown here, which accounts are needed, and what to fill in', () => {
  const plan = planImport(file, testCatalog);
  expect(plan.unknown).toEqual([{ stepId: 'old', title: { vi: 'Bước lạ', en: 'Bước lạ' }, node: 'gone.doThing' }]);
  expect(plan.accounts).toEqual([{ type: 'zalo.oa', steps: [expect.objectContaining({ vi: expect.stringContaining('Gửi ZNS') })] }]);
  expect(plan.refill.map(({ stepId, field }) => [stepId, field.vi])).toEqual([
    ['send', expect.any(String)],
    ['ask', 'Người duyệt'],
  ]);
});

test('chosen accounts go into every step that needs that kind, and into no other', () => {
  const connected = withAccounts(file.graph, { 'zalo.oa': 'mine' }, testCatalog);
  expect(connected.steps.send).toMatchObject({ connectionId: 'mine' });
  expect(JSON.stringify({ ...connected.steps, send: null })).not.toContain('mine');
});
