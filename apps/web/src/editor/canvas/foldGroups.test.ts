import type { FlowGraph } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { createEditorCatalog } from '../catalog/EditorCatalog.ts';
import { foldEdges, foldedGroups, foldNodes } from './foldGroups.ts';
import { projectEdges, projectNodes } from './projectGraph.ts';

const group = (id: string, members: readonly string[]) => ({ id, title: id, colour: 'blue' as const, members: [...members] });
const drawn = aGraph().trigger().note('a').forEach('each').inside('each').note('inner').outside().note('b').note('c').build();
const graph: FlowGraph = { ...drawn, groups: { care: group('care', ['a', 'each']), end: group('end', ['c']) } };

function fold(...ids: readonly string[]) {
  const collapsed = new Set(ids);
  const folded = foldedGroups(graph, collapsed);
  const nodes = projectNodes({ graph, catalog: createEditorCatalog([]), isReadOnly: false, collapsed }, []);
  const edges = projectEdges(graph, { selectedEdges: [], isReadOnly: false, collapsed, nameOf: () => '' });
  return {
    nodes: foldNodes(nodes, folded, graph),
    wires: foldEdges(edges, folded).map(({ source, sourceHandle, target, targetHandle }) => `${source}.${sourceHandle}>${target}.${targetHandle}`),
    drawnAll: nodes,
  };
}

test('nothing is another where nothing is folded', () => {
  const { nodes, drawnAll } = fold();
  expect(nodes).toBe(drawnAll);
});

test('a folded group is one card that says how many steps it has, and wires end at its border', () => {
  const { nodes, wires } = fold('care');
  expect(nodes.map(({ id }) => id)).toEqual(['trigger', 'b', 'c', 'group:care']);
  expect(nodes.at(-1)?.data.fold).toMatchObject({ group: { title: 'care' }, count: 3 });
  expect(wires).toEqual(['trigger.next>group:care.in', 'group:care.out>b.in', 'b.next>c.in']);
});

test('two folded groups are wired to each other', () => {
  const between = { ...graph, groups: { care: group('care', ['a', 'each']), end: group('end', ['b', 'c']) } };
  const folded = foldedGroups(between, new Set(['care', 'end']));
  const edges = projectEdges(between, { selectedEdges: [], isReadOnly: false, collapsed: new Set(), nameOf: () => '' });
  expect(foldEdges(edges, folded).map(({ source, target }) => [source, target])).toEqual([
    ['trigger', 'group:care'],
    ['group:care', 'group:end'],
  ]);
});
