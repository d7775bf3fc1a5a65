import { expect, test } from 'vitest';
import type { FlowGraph, Step, StepOf } from '../graph/FlowGraph.ts';
import { aGraph, znsStep } from '../testing/aGraph.ts';
import { applyCommand } from './applyCommand.ts';
import { mergeCommand } from './mergeCommand.ts';

const base = aGraph().trigger().sendZns().wait('wait').build();
const send: StepOf<'action'> = { ...znsStep('send'), position: base.steps.send?.position ?? { x: 0, y: 0 } };
const changed = (step: Step) => ({ type: 'step.change' as const, step });
const withInput = (input: Record<string, string>): Step => ({ ...send, input: { ...send.input, ...input } });

function merged(mine: Parameters<typeof mergeCommand>[0]['command'], theirs: Parameters<typeof mergeCommand>[0]['command']): [FlowGraph, readonly string[]] {
  const onto = applyCommand(base, theirs);
  const { command, clashes } = mergeCommand({ command: mine, former: base, onto });
  return [applyCommand(onto, command), clashes.map(({ stepId, path }) => `${stepId ?? 'settings'}: ${path}`)];
}

test('changes of different fields of one step both stand', () => {
  const [after, clashes] = merged(changed(withInput({ phone: '0912345678' })), changed({ ...send, name: 'Mời đánh giá' }));
  expect([after.steps.send, clashes]).toEqual([{ ...withInput({ phone: '0912345678' }), name: 'Mời đánh giá' }, []]);
});

test('changes of different fields of one form both stand', () => {
  const [after, clashes] = merged(changed(withInput({ phone: '0912345678' })), changed(withInput({ templateId: '320002' })));
  expect([after.steps.send, clashes]).toEqual([withInput({ phone: '0912345678', templateId: '320002' }), []]);
});

test('one field changed on both sides is a clash, and the later change stands', () => {
  const [after, clashes] = merged(changed(withInput({ phone: '0912345678' })), changed(withInput({ phone: '0987654321' })));
  expect([after.steps.send, clashes]).toEqual([withInput({ phone: '0912345678' }), ['send: input.phone']]);
});

test('the same change on both sides is no clash', () => {
  expect(merged(changed(withInput({ phone: '0912345678' })), changed(withInput({ phone: '0912345678' })))[1]).toEqual([]);
});

test('a field that one side cleared stays cleared while the other changes something else', () => {
  const { name: _name, ...unnamed } = { ...send, name: 'Cũ' };
  const named = applyCommand(base, changed({ ...send, name: 'Cũ' }));
  const onto = applyCommand(named, changed({ ...withInput({ phone: '0912345678' }), name: 'Cũ' }));
  const { command, clashes } = mergeCommand({ command: changed(unnamed), former: named, onto });
  expect([applyCommand(onto, command).steps.send, clashes]).toEqual([withInput({ phone: '0912345678' }), []]);
});

test('within one step of undo each change is merged with what the one before left', () => {
  const mine = { type: 'batch' as const, commands: [changed(withInput({ phone: '1' })), changed(withInput({ phone: '12' }))] };
  const [after, clashes] = merged(mine, changed({ ...send, name: 'Mời' }));
  expect([after.steps.send, clashes]).toEqual([{ ...withInput({ phone: '12' }), name: 'Mời' }, []]);
});

test('a step that was dragged meanwhile stays where it was put', () => {
  const [after] = merged(changed(withInput({ phone: '1' })), { type: 'step.move', moves: [{ id: 'send', position: { x: 640, y: 16 } }] });
  expect(after.steps.send).toEqual({ ...withInput({ phone: '1' }), position: { x: 640, y: 16 } });
});

test('settings are merged by their fields', () => {
  const settings = (change: object) => ({ type: 'settings.change' as const, settings: { ...base.settings, ...change } });
  const [after, clashes] = merged(settings({ timezone: 'Asia/Tokyo' }), settings({ entry: { type: 'once' } }));
  expect([after.settings, clashes]).toEqual([{ ...base.settings, timezone: 'Asia/Tokyo', entry: { type: 'once' } }, []]);
});

test('a change of a step that is gone does not fit', () => {
  const onto = applyCommand(base, { type: 'step.remove', id: 'send' });
  expect(() => mergeCommand({ command: changed(withInput({ phone: '1' })), former: base, onto })).toThrow();
});
