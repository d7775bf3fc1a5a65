import { expect, test } from 'vitest';
import { isPressed, keyCaps } from './keys.ts';

const press = (key: string, more: Partial<Parameters<typeof isPressed>[1]> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

test.each([
  ['Mod+Z', press('z', { ctrlKey: true }), true],
  ['Mod+Z', press('z', { metaKey: true }), true],
  ['Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false],
  ['Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), true],
  ['Mod+Z', press('z'), false],
  ['Delete', press('Delete'), true],
  ['Delete', press('Delete', { ctrlKey: true }), false],
  ['Shift+1', press('!', { code: 'Digit1', shiftKey: true }), true],
  ['Shift+1', press('1', { code: 'Digit1' }), false],
  ['?', press('?', { code: 'Slash', shiftKey: true }), true],
  ['?', press('?', { code: 'Comma' }), true],
  ['ArrowUp', press('ArrowUp', { shiftKey: true }), false],
  ['Shift+ArrowUp', press('ArrowUp', { shiftKey: true }), true],
  ['Alt+A', press('å', { code: 'KeyA', altKey: true }), true],
  ['Alt+A', press('a', { code: 'KeyA' }), false],
])('%s against a press', (keys, event, isMeant) => {
  expect(isPressed(keys, event)).toBe(isMeant);
});

test('keys are shown as they are printed', () => {
  expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keyCaps('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
  expect(keyCaps('ArrowUp', false)).toEqual(['↑']);
});
