import { expect, test } from 'vitest';
import { vi } from '../../words/vi/index.ts';
import { editorActions } from './editorActions.ts';

test('every action has its words, and all words of actions belong to one', () => {
  expect(editorActions.map(({ id }) => id).sort()).toEqual(Object.keys(vi.actions.title).sort());
});

test('no combination of keys starts two actions', () => {
  const keys = editorActions.flatMap((action) => action.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
