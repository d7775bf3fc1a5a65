import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { legalEnds, portsTo, withoutWire } from './wireEnds.ts';

const graph = aGraph().trigger().note('a').note('b').wait('c').forEach('each').inside('each').note('inner').build();

test('a wire drawn from a port may end at steps further on, of its own level, that it does not lead to yet', () => {
  expect([...legalEnds(graph, { from: { stepId: 'a', port: 'next' } })]).toEqual(['c', 'each']);
});

test('a wire drawn from its end may start at steps before', () => {
  expect([...legalEnds(graph, { to: 'b' })]).toEqual(['trigger', 'a']);
  expect(portsTo(graph, 'a', 'b')).toEqual(['error']);
  expect(portsTo(graph, 'c', 'b')).toEqual([]);
});

test('a wire that is led elsewhere stands in nobody’s way', () => {
  const wire = graph.edges.find((edge) => edge.from === 'a' && edge.to === 'b');
  const led = withoutWire(graph, wire?.id ?? null);
  expect([...legalEnds(led, { to: 'a' })]).toContain('b');
  expect([...legalEnds(graph, { to: 'a' })]).not.toContain('b');
  expect(withoutWire(graph, wire?.id ?? null)).toBe(led);
  expect(withoutWire(graph, null)).toBe(graph);
});
