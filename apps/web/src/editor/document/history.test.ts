import { emptyGraph, type FlowCommand } from '@noi/flow';
import { expect, test } from 'vitest';
import { joinEntries, rebuildHistory, type StoredEdit } from './history.ts';

const zone = (timezone: string): FlowCommand => ({ type: 'settings.change', settings: { ...emptyGraph().settings, timezone } });

function edit(revision: number, kind: StoredEdit['kind'], of: number | null = null): StoredEdit {
  return { revision, kind, of, command: zone(`c${revision}`), inverse: zone(`i${revision}`), clientKey: `key${revision}`, by: 'Lan', isMine: true };
}

const revisions = (entries: readonly { origin: object }[]) => entries.map((entry) => ('revision' in entry.origin ? entry.origin.revision : null));

test('edits that were never undone can all be undone after a reload', () => {
  const { done, undone } = rebuildHistory([edit(1, 'do'), edit(2, 'do')]);
  expect(revisions(done)).toEqual([1, 2]);
  expect(undone).toEqual([]);
});

test('what others did is theirs to undo', () => {
  const theirs = { ...edit(2, 'do'), by: 'Hoa', isMine: false };
  expect(revisions(rebuildHistory([edit(1, 'do'), theirs, edit(3, 'do')]).done)).toEqual([1, 3]);
});

test('an undone edit can be redone after a reload', () => {
  const { done, undone } = rebuildHistory([edit(1, 'do'), edit(2, 'do'), edit(3, 'undo', 2)]);
  expect(revisions(done)).toEqual([1]);
  expect(undone.map((entry) => [entry.command, entry.inverse])).toEqual([[zone('i3'), zone('c3')]]);
});

test('an undo of several merged edits takes all of them off the stack', () => {
  const { done } = rebuildHistory([edit(1, 'do'), edit(2, 'do'), edit(3, 'do'), edit(4, 'undo', 2)]);
  expect(revisions(done)).toEqual([1]);
});

test('a redo puts the edit back, and a new edit forgets what was undone', () => {
  const redone = rebuildHistory([edit(1, 'do'), edit(2, 'undo', 1), edit(3, 'redo', 1)]);
  expect([revisions(redone.done), redone.undone]).toEqual([[3], []]);
  expect(rebuildHistory([edit(1, 'do'), edit(2, 'undo', 1), edit(3, 'do')]).undone).toEqual([]);
});

test('two changes of one step become one with the first inverse', () => {
  const step = (amount: number): FlowCommand => ({
    type: 'step.change',
    step: { id: 'wait_1', kind: 'wait', position: { x: 0, y: 0 }, wait: { type: 'duration', amount, unit: 'days' } },
  });
  const joined = joinEntries({ command: step(2), inverse: step(1), origin: { clientKey: 'a' }, at: 0 }, { command: step(3), inverse: step(2), at: 5 });
  expect(joined).toEqual({ command: step(3), inverse: step(1), origin: { clientKey: 'a' }, at: 5 });
});
