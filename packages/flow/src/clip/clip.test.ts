import { expect, test } from 'vitest';
import { applyCommand } from '../edit/applyCommand.ts';
import { emptyGraph } from '../graph/emptyGraph.ts';
import type { FlowGraph, Step } from '../graph/FlowGraph.ts';
import { aGraph } from '../testing/aGraph.ts';
import { copySteps } from './copySteps.ts';
import { longestPart, readPart } from './FlowPart.ts';
import { type PasteRequest, pastePart } from './pastePart.ts';

function paste(graph: FlowGraph, part: PasteRequest['part'], change: Partial<PasteRequest> = {}) {
  let count = 0;
  const pasted = pastePart(graph, {
    part,
    at: { x: 0, y: 0 },
    connections: new Set(['oa']),
    newId: (step) => `${step.id}_${++count}`,
    newEdgeId: () => `w${++count}`,
    newMarkId: (kind) => `${kind}${++count}`,
    ...change,
  });
  return pasted && { ...pasted, graph: applyCommand(graph, pasted.command) };
}

const wires = ({ edges }: FlowGraph) => edges.map(({ from, port, to }) => `${from}.${port}>${to}`);

test('a copy has the chosen steps, all that they hold, and the wires between them only', () => {
  const graph = aGraph().trigger().forEach('each').inside('each').note('a').note('b').outside().note('after').build();
  const part = copySteps(graph, ['each']);
  expect(Object.keys(part.steps)).toEqual(['each', 'a', 'b']);
  expect(wires({ ...graph, ...part })).toEqual(['a.next>b']);
});

test('what was copied out of a container counts from the corner of the flow', () => {
  const graph = aGraph().trigger().forEach('each').inside('each').note('a').build();
  const { each, a } = graph.steps;
  const copied = copySteps(graph, ['a']).steps.a;
  expect(copied?.parent).toBeUndefined();
  expect(copied?.position).toEqual({ x: 0, y: (each?.position.y ?? 0) + (a?.position.y ?? 0) });
});

test('pasted steps are new ones: they read each other, keep what they read of others, and keep their distances', () => {
  const graph = aGraph().trigger().set('code').note('tell', 'Mã {{ steps.code.code }}, {{ steps.codex.code }}, {{ trigger.order.code }}').build();
  const result = paste(graph, copySteps(graph, ['code', 'tell']), { at: { x: 480, y: 32 } });
  expect(result?.ids).toEqual(['code_1', 'tell_2']);
  expect(result?.graph.steps.tell_2).toMatchObject({
    input: { text: 'Mã {{ steps.code_1.code }}, {{ steps.codex.code }}, {{ trigger.order.code }}' },
    position: { x: 480, y: 152 },
  });
  expect(result?.graph.steps.tell).toBe(graph.steps.tell);
  expect(wires(result?.graph ?? emptyGraph()).slice(2)).toEqual(['code_1.next>tell_2']);
});

test('accounts of another shop are left behind, those of this shop stay', () => {
  const part = copySteps(aGraph().sendZns('ours').sendZns('theirs', { connectionId: 'another' }).build(), ['ours', 'theirs']);
  const graph = paste(emptyGraph(), part)?.graph;
  expect([graph?.steps.ours_1, graph?.steps.theirs_2].map((step) => step && 'connectionId' in step && step.connectionId)).toEqual(['oa', false]);
});

test('what a message does when nobody can tell whether it was sent goes along', () => {
  const part = copySteps(aGraph().sendZns('send', { onUnknown: 'resend' }).build(), ['send']);
  const read = readPart(JSON.stringify(part));
  expect(paste(emptyGraph(), read.ok ? read.part : part)?.graph.steps.send_1).toMatchObject({ onUnknown: 'resend' });
});

test('a second trigger is left out and named, the rest is pasted', () => {
  const graph = aGraph().trigger().note('a').errorHandler().build();
  const result = paste(graph, copySteps(graph, ['trigger', 'a', 'handler']));
  expect(result?.left.map(({ id }) => id)).toEqual(['trigger', 'handler']);
  expect(result?.ids).toEqual(['a_1']);
});

test('a lone trigger that the flow has already cannot be pasted', () => {
  const graph = aGraph().trigger().build();
  expect(paste(graph, copySteps(graph, ['trigger']))).toBeNull();
});

test('into a container everything goes but what starts by itself', () => {
  const source = aGraph().trigger().note('a').build();
  const result = paste(aGraph().forEach('each').build(), copySteps(source, ['trigger', 'a']), { parent: 'each' });
  expect(result?.graph.steps.a_1?.parent).toBe('each');
  expect(result?.left.map(({ id }) => id)).toEqual(['trigger']);
});

const marked = (graph: FlowGraph, members: readonly string[]): FlowGraph => ({
  ...graph,
  groups: { g: { id: 'g', title: 'Chăm sóc', colour: 'blue', members: [...members] } },
  notes: { n: { id: 'n', text: 'Hỏi chị Hoa', position: { x: 300, y: 0 }, width: 200, height: 100, colour: 'yellow' } },
});

test('a group goes along with all of its steps, a note when it is said to belong to them', () => {
  const graph = marked(aGraph().trigger().note('a').note('b').build(), ['a', 'b']);
  expect(copySteps(graph, ['a'])).not.toHaveProperty('groups');
  expect(copySteps(graph, ['a'])).not.toHaveProperty('notes');
  const part = copySteps(graph, ['a', 'b'], ['n', 'gone']);
  const first = graph.steps.a?.position ?? { x: 0, y: 0 };
  const result = paste(graph, part, { at: { x: first.x + 480, y: first.y + 32 } });
  expect(Object.values(result?.graph.groups ?? {})).toMatchObject([{ members: ['a', 'b'] }, { title: 'Chăm sóc', members: result?.ids }]);
  expect(Object.values(result?.graph.notes ?? {})).toMatchObject([{ position: { x: 300, y: 0 } }, { text: 'Hỏi chị Hoa', position: { x: 780, y: 32 } }]);
});

test('notes that go into a container lie where its steps are drawn', () => {
  const source = marked(aGraph().note('a').build(), ['a']);
  const target = aGraph().trigger().forEach('each').build();
  const result = paste(target, copySteps(source, ['a'], ['n']), { parent: 'each', at: { x: 32, y: 112 } });
  const { x = 0, y = 0 } = target.steps.each?.position ?? {};
  expect(Object.values(result?.graph.notes ?? {})).toMatchObject([{ position: { x: x + 32 + 300, y: y + 112 } }]);
});

test('a node that is not installed here is kept', () => {
  const part = copySteps(aGraph().note('a', 'x', { node: 'elsewhere.unknown', nodeVersion: 7 }).build(), ['a']);
  expect(paste(emptyGraph(), part)?.graph.steps.a_1).toMatchObject({ node: 'elsewhere.unknown', nodeVersion: 7 });
});

test('a whole flow as JSON is steps, too', () => {
  const graph = aGraph().trigger().note('a').build();
  expect(readPart(JSON.stringify(graph))).toMatchObject({ ok: true, part: { steps: graph.steps, edges: graph.edges } });
});

const step: Step = { id: 'a', kind: 'stop', position: { x: 0, y: 0 } };
test.each([
  ['a sentence', 'Xin chào', 'không phải là các bước'],
  ['JSON of something else', '{"a":1}', 'không phải là các bước'],
  ['no step', JSON.stringify({ schema: 1, steps: {}, edges: [] }), 'không phải là các bước'],
  ['a damaged step', JSON.stringify({ schema: 1, steps: { a: { ...step, kind: 'nothing' } }, edges: [] }), 'không phải là các bước'],
  ['a later version', JSON.stringify({ schema: 2, steps: { a: step }, edges: [] }), 'phiên bản Nối mới hơn'],
  ['far too much', ' '.repeat(longestPart + 1), 'quá lớn'],
])('%s is refused with the reason', (_what, text, words) => {
  const read = readPart(text);
  expect(read.ok ? '' : read.reason.vi).toContain(words);
});

test('a container that claims to stand in itself stands outside, with what it holds', () => {
  const { steps } = aGraph().trigger().forEach('each').inside('each').note('a').build();
  if (!steps.each || !steps.a) throw new Error('two steps');
  const pasted = paste(emptyGraph(), { schema: 1, steps: { a: steps.a, each: { ...steps.each, parent: 'each' } }, edges: [] });
  const [each, a] = [pasted?.ids[0] ?? '', Object.keys(pasted?.graph.steps ?? {}).find((id) => id.startsWith('a_')) ?? ''];
  expect(pasted?.graph.steps[each]?.parent).toBeUndefined();
  expect(pasted?.graph.steps[a]?.parent).toBe(each);
});
