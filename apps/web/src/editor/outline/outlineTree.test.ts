import { emptyGraph, type FlowGraph } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { outlineRows, stepNumbers } from './outlineRows.ts';
import { type OutlineStep, outlineTree } from './outlineTree.ts';

/** The outline as lines of text: number and id, branches by port, where they go on, and how deep each stands. */
function told(graph: FlowGraph): readonly string[] {
  const tree = outlineTree(graph);
  const numbers = stepNumbers(tree);
  const lines: string[] = [];
  function tell(steps: readonly OutlineStep[], indent: string) {
    for (const { step, number, entry, body, ways } of steps) {
      lines.push(`${indent}${number} ${step.id}${entry === null || entry === 'start' ? '' : ` (${entry})`}`);
      if (body) tell(body, `${indent}  `);
      for (const { port, chain, goesTo } of ways) {
        const end = goesTo === null ? (chain.length === 0 ? ' ends' : '') : ` goes on at ${numbers.get(goesTo)}`;
        lines.push(`${indent}- ${port}${end}`);
        tell(chain, `${indent}  `);
      }
    }
  }
  tell(tree, '');
  return lines;
}

test('steps in a row are told one after another', () => {
  expect(told(aGraph().trigger().wait('wait').note('thanks').build())).toEqual(['1 trigger', '2 wait', '3 thanks']);
});

test('what only one branch leads to stands in it; where branches meet again, they say where they go on', () => {
  const graph = aGraph().trigger().if('large').note('thanks').note('after').stop('end').from('large', 'false').note('ask').wire('ask', 'next', 'after').build();
  expect(told(graph)).toEqual([
    '1 trigger',
    '2 large',
    '- true',
    '  3 thanks',
    '  - next goes on at 5',
    '- false',
    '  4 ask',
    '  - next goes on at 5',
    '5 after',
    '6 end',
  ]);
});

test('a branch that ends says so, and one that skips ahead names the step', () => {
  const graph = aGraph().trigger().if('large').note('thanks').from('large', 'true').wire('trigger', 'next', 'thanks').build();
  expect(told(graph)).toEqual(['1 trigger', '- next', '  2 large', '  - true goes on at 3', '  - false ends', '- next goes on at 3', '3 thanks']);
});

test('the main way goes on below, what is done about an error stands aside', () => {
  const graph = aGraph().trigger().note('send').note('later').from('send', 'error').note('tell').stop('end').build();
  expect(told(graph)).toEqual(['1 trigger', '2 send', '- error', '  3 tell', '  4 end', '5 later']);
});

test('a step that ends in front of another line says that it ends', () => {
  const graph = aGraph().trigger().note('send').note('quiet').from('send', 'error').note('tell').note('met').from('tell').build();
  const met = { ...graph, edges: [...graph.edges, { id: 'x', from: 'send', port: 'error', to: 'met' }] };
  expect(told(met)).toEqual(['1 trigger', '2 send', '- error', '  3 tell', '  - next goes on at 5', '- error goes on at 5', '4 quiet', '- next ends', '5 met']);
});

test('bodies are numbered inside their container; what holds nothing yet has a line of its own to add to', () => {
  const graph = aGraph().trigger().forEach('each').inside('each').note('inner').parallel('both').outside().note('after').build();
  expect(told(graph)).toEqual(['1 trigger', '2 each', '  2.1 inner', '  2.2 both', '3 after']);
  const rows = outlineRows(outlineTree(graph), new Set());
  expect(rows.map(({ key, parent }) => [key, parent])).toEqual([
    ['step:trigger', null],
    ['step:each', null],
    ['step:inner', 'step:each'],
    ['step:both', 'step:each'],
    ['empty:both', 'step:both'],
    ['step:after', null],
  ]);
  expect(outlineRows(outlineTree(graph), new Set(['each'])).map(({ key }) => key)).toEqual(['step:trigger', 'step:each', 'step:after']);
});

test('branches of a body, loose steps and the part for errors each begin anew', () => {
  const graph = aGraph()
    .trigger()
    .parallel('both')
    .inside('both')
    .note('left')
    .loose({ id: 'right', kind: 'stop', position: { x: 300, y: 0 } })
    .outside()
    .loose({ id: 'lost', kind: 'stop', position: { x: 0, y: 0 } })
    .errorHandler()
    .note('tell')
    .build();
  expect(told(graph)).toEqual(['1 trigger', '2 both', '  2.1 left (branch)', '  2.2 right (branch)', '3 lost (loose)', '4 handler', '5 tell']);
});

test('an empty flow has no lines', () => {
  expect(told(emptyGraph())).toEqual([]);
});
