import { expect, test } from 'vitest';
import { browserUnsentEdits, type QueuedEdit } from './unsentEdits.ts';

function aStorage(entries: Record<string, string> = {}): Storage {
  const kept = new Map(Object.entries(entries));
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const edit: QueuedEdit = { clientKey: 'k1', kind: 'do', command: { type: 'edge.remove', id: 'e1' } };

test('what one visit could not send, the next one finds', async () => {
  const storage = aStorage();
  const first = await browserUnsentEdits('f1', storage);
  expect(first.read()).toEqual({ edits: [], base: null });
  first.write([edit], 7);
  expect(first.read()).toEqual({ edits: [edit], base: 7 });
  expect((await browserUnsentEdits('f1', storage)).read()).toEqual({ edits: [edit], base: 7 });
  expect((await browserUnsentEdits('f2', storage)).read().edits).toEqual([]);
  first.write([], 8);
  expect(storage).toHaveLength(0);
});

test.each(['{"edits":', '{"edits":[{"clientKey":1}],"base":3}', 'null'])('a damaged entry counts for nothing: %s', async (entry) => {
  const unsent = await browserUnsentEdits('f1', aStorage({ 'noi.unsent.f1': entry }));
  expect(unsent.read()).toEqual({ edits: [], base: null });
});
