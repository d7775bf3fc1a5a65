import { expect, test } from 'vitest';
import { aGraph, testCatalog } from '../testing/index.ts';
import { longestFile } from './FlowFile.ts';
import { readFlowFile } from './readFlowFile.ts';
import { writeFlowFile } from './writeFlowFile.ts';

const file = writeFlowFile({ name: 'Mời đánh giá', graph: aGraph().trigger().sendZns().build(), tests: [], catalog: testCatalog, versionOf: () => '1.0.0' });
const changed = (change: object) => JSON.stringify({ ...file, ...change });
const steps = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}`, { id: `s${n}`, kind: 'stop', position: { x: 0, y: 0 } }]));
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

test('what was written is read back, byte mark and all', () => {
  expect(readFlowFile(`\uFEFF${JSON.stringify(file)}`)).toEqual({ ok: true, file });
});

test.each([
  ['no JSON', 'PK\u0003\u0004', 'không đọc được'],
  ['nothing', '', 'không đọc được'],
  ['another product’s JSON', '{"nodes":[],"connections":{}}', 'không phải tệp quy trình'],
  ['a list', '[]', 'không phải tệp quy trình'],
  ['an older schema', changed({ schema: 0 }), 'quá cũ'],
  ['no schema', changed({ schema: undefined }), 'quá cũ'],
  ['a newer schema', changed({ schema: 2 }), 'mới hơn'],
  [
    'a step of an unknown kind',
    changed({ graph: { ...file.graph, steps: { x: { id: 'x', kind: 'teleport', position: { x: 0, y: 0 } } } } }),
    'bị hỏng ở mục “graph › steps › x',
  ],
  ['a step under another’s id', changed({ graph: { ...file.graph, steps: { y: file.graph.steps.trigger } } }), 'bị hỏng ở bước “y”'],
  ['two wires of one id', changed({ graph: { ...file.graph, edges: [...file.graph.edges, ...file.graph.edges] } }), 'đường nối trong tệp bị hỏng'],
  ['too many steps', changed({ graph: { ...file.graph, steps: steps(2_001), edges: [] } }), 'quá 2000 bước'],
  ['a name of 200 letters', changed({ name: 'x'.repeat(200) }), 'bị hỏng ở mục “name”'],
  ['nested without end', `{"format":"noi.flow","schema":1,"graph":${nested(20_000)}}`, 'cấu trúc bất thường'],
  ['too large', ' '.repeat(longestFile + 1), 'lớn quá'],
])('%s is refused in words', (_name, text, words) => {
  const reading = readFlowFile(text);
  expect(reading).toMatchObject({ ok: false, reason: { vi: expect.stringContaining(words), en: expect.stringMatching(/\.$/) } });
});

test('a prototype in disguise is no step', () => {
  const text = JSON.stringify(file).replace('"steps":{', '"steps":{"__proto__":{"id":"__proto__","kind":"stop","position":{"x":0,"y":0}},');
  const reading = readFlowFile(text);
  expect(reading.ok ? Object.keys(reading.file.graph.steps) : 'refused').not.toContain('__proto__');
  expect(Object.getPrototypeOf({})).not.toHaveProperty('kind');
});
