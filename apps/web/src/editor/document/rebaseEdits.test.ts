import { applyCommand, type FlowCommand, type FlowGraph, invertCommand, type Step } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { type Latest, rebaseEdits } from './rebaseEdits.ts';
import type { QueuedEdit } from './unsentEdits.ts';

const start = aGraph().trigger().note('thanks', 'Cảm ơn').wait('wait').build();

/** The draft after somebody else's commands, from revision 5 on. */
function latestAfter(...commands: readonly FlowCommand[]): Latest {
  let graph = start;
  const edits = commands.map((command, index) => {
    const inverse = invertCommand(graph, command);
    graph = applyCommand(graph, command);
    return { revision: 6 + index, command, inverse, kind: 'do' as const, of: null, clientKey: `theirs${index}`, by: 'Hoa', isMine: false };
  });
  return { graph, revision: 5 + edits.length, edits };
}

const step = (id: string): Step => {
  const found = start.steps[id];
  if (!found) throw new Error(`${id} is gone`);
  return found;
};
const note = (change: { text?: string; name?: string }): FlowCommand => {
  const thanks = step('thanks');
  if (thanks.kind !== 'action') throw new Error('thanks is an action');
  const { text, ...rest } = change;
  return { type: 'step.change', step: { ...thanks, ...rest, ...(text !== undefined && { input: { text } }) } };
};
const mine = (command: FlowCommand, clientKey = 'mine'): QueuedEdit => ({ clientKey, command, kind: 'do' });
const thanksOf = ({ steps }: FlowGraph) => steps.thanks;

test('fields that two people changed in one form both stand, and nobody is troubled', () => {
  const { graph, kept, conflicts } = rebaseEdits(latestAfter(note({ name: 'Lời cảm ơn' })), [mine(note({ text: 'Xin cảm ơn' }))], 5);
  expect(thanksOf(graph)).toEqual({ ...step('thanks'), name: 'Lời cảm ơn', input: { text: 'Xin cảm ơn' } });
  expect([kept.length, conflicts]).toEqual([1, []]);
});

test('the same field: one’s own value stands, who wrote the other is told, and one press takes it over', () => {
  const { graph, conflicts } = rebaseEdits(latestAfter(note({ text: 'Của Hoa' })), [mine(note({ text: 'Của tôi' }))], 5);
  expect(thanksOf(graph)).toMatchObject({ input: { text: 'Của tôi' } });
  expect(conflicts).toMatchObject([{ kind: 'clash', stepId: 'thanks', paths: ['input.text'], by: 'Hoa', isMe: false }]);
  const wayOut = conflicts[0]?.wayOut;
  if (!wayOut) throw new Error('there is a way out');
  expect(thanksOf(applyCommand(graph, wayOut))).toMatchObject({ input: { text: 'Của Hoa' } });
});

test('a step that was removed meanwhile comes back, with what was typed, when that is asked for', () => {
  const removed = latestAfter({ type: 'step.remove', id: 'thanks' });
  const { graph, kept, conflicts } = rebaseEdits(removed, [mine(note({ text: 'Của tôi' })), mine({ type: 'step.remove', id: 'wait' }, 'other')], 5);
  expect([thanksOf(graph), graph.steps.wait, kept.map(({ clientKey }) => clientKey)]).toEqual([undefined, undefined, ['other']]);
  expect(conflicts).toMatchObject([{ kind: 'lost', stepId: 'thanks', by: 'Hoa' }]);
  const wayOut = conflicts[0]?.wayOut;
  if (!wayOut) throw new Error('there is a way out');
  expect(thanksOf(applyCommand(removed.graph, wayOut))).toMatchObject({ input: { text: 'Của tôi' } });
});

test('edits that the server has already are not sent again, and are no conflict', () => {
  const latest = latestAfter(note({ text: 'Xin cảm ơn' }), { type: 'step.remove', id: 'wait' });
  const [first, ...others] = latest.edits;
  if (!first) throw new Error('there are edits');
  const stored = { ...latest, edits: [{ ...first, clientKey: 'mine', by: 'Lan', isMine: true }, ...others] };
  expect(rebaseEdits(stored, [mine(note({ text: 'Xin cảm ơn' })), mine(note({ text: 'Xin cảm ơn nhiều' }), 'next')], 5)).toMatchObject({
    kept: [{ clientKey: 'next' }],
    conflicts: [],
    graph: { steps: { thanks: { input: { text: 'Xin cảm ơn nhiều' } } } },
  });
});

test('when the draft they were made on is not known any more, edits are put on as they are', () => {
  const latest = latestAfter(note({ name: 'Lời cảm ơn' }));
  expect(thanksOf(rebaseEdits(latest, [mine(note({ text: 'Xin cảm ơn' }))], 2).graph)).toEqual({ ...step('thanks'), input: { text: 'Xin cảm ơn' } });
});
