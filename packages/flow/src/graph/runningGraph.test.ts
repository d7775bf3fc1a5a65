import { expect, test } from 'vitest';
import { aGraph } from '../testing/aGraph.ts';
import { switchOff } from '../testing/switchOff.ts';
import type { FlowGraph } from './FlowGraph.ts';
import { runningGraph } from './runningGraph.ts';

const wiresOf = (graph: FlowGraph) => graph.edges.map(({ from, port, to }) => `${from}.${port} ${to}`);
const running = (graph: FlowGraph, ...off: string[]) => {
  const { steps, edges } = runningGraph(switchOff(graph, ...off));
  return [Object.keys(steps).join(' '), ...wiresOf({ ...graph, edges })];
};

const line = aGraph().trigger().note('a').note('b').note('c').build();
const choice = aGraph().trigger().if('if').note('yes').from('if', 'false').note('no').note('both').wire('yes', 'next', 'both').build();
const cases = aGraph().trigger().switch('switch').note('big').from('switch', 'otherwise').note('rest').build();
const shares = aGraph().trigger().split('split').note('left').from('split', 'b').note('right').build();
const asked = aGraph().trigger().approval('ask').note('yes').from('ask', 'rejected').note('no').build();
const fan = aGraph().trigger().note('a').note('b').from('trigger').note('c').wire('c', 'next', 'b').wire('a', 'error', 'c').build();
const body = aGraph()
  .trigger()
  .parallel('box')
  .inside('box')
  .note('one')
  .note('two')
  .inside('box')
  .note('three')
  .wire('three', 'next', 'two')
  .outside()
  .note('after')
  .build();
const handled = aGraph().trigger().note('a').errorHandler().note('mend').build();
const stopped = aGraph().trigger().note('a').stop('stop').build();

test.each<[string, FlowGraph, string[], string[]]>([
  ['one in the middle is passed by', line, ['b'], ['trigger a c', 'trigger.next a', 'a.next c']],
  ['several in a row are passed by at once', line, ['a', 'b'], ['trigger c', 'trigger.next c']],
  ['the last one ends the flow before it', line, ['c'], ['trigger a b', 'trigger.next a', 'a.next b']],
  ['a condition lets everything through', choice, ['if'], ['trigger yes both', 'yes.next both', 'trigger.next yes']],
  ['a step of one branch', choice, ['no'], ['trigger if yes both', 'trigger.next if', 'if.true yes', 'yes.next both', 'if.false both']],
  ['a condition and what follows it', choice, ['if', 'yes'], ['trigger both', 'trigger.next both']],
  ['a switch without cases', cases, ['switch'], ['trigger rest', 'trigger.next rest']],
  ['a split gives all to its first branch', shares, ['split'], ['trigger left', 'trigger.next left']],
  ['an approval counts as given', asked, ['ask'], ['trigger yes', 'trigger.next yes']],
  ['one that others join at', fan, ['b'], ['trigger a c', 'trigger.next a', 'trigger.next c', 'a.error c']],
  ['two ways past come out as one wire', fan, ['a', 'c'], ['trigger b', 'trigger.next b']],
  ['a container goes with its body', body, ['box'], ['trigger after', 'trigger.next after']],
  ['the first step of a body', body, ['one'], ['trigger box two three after', 'trigger.next box', 'three.next two', 'box.next after']],
  ['all that leads to a step of a body: it begins there', body, ['one', 'three'], ['trigger box two after', 'trigger.next box', 'box.next after']],
  ['the error handler with its part', handled, ['handler'], ['trigger a', 'trigger.next a']],
  ['a stop is not met', stopped, ['stop'], ['trigger a', 'trigger.next a']],
  ['a trigger that is off starts nothing', line, ['trigger'], ['']],
])('%s', (_name, graph, off, expected) => {
  expect(running(graph, ...off)).toEqual(expected);
});

test('a flow without such steps is its own running form', () => {
  expect(runningGraph(choice)).toBe(choice);
});

test('what nothing leads to, or what is in a circle, stays in sight of the checks', () => {
  const loose = { ...line, edges: [...line.edges.filter(({ to }) => to !== 'c'), { id: 'back', from: 'c', port: 'next', to: 'c' }] };
  expect(running(loose, 'a')).toEqual(['trigger b c', 'c.next c', 'trigger.next b']);
});

test('wires past a step have the same names in whatever order the others were drawn', () => {
  const backwards = { ...fan, edges: [...fan.edges].reverse() };
  const names = (graph: FlowGraph) =>
    runningGraph(switchOff(graph, 'a', 'c'))
      .edges.map(({ id }) => id)
      .sort();
  expect(names(backwards)).toEqual(names(fan));
});
