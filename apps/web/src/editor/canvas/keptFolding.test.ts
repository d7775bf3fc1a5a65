import { expect, test } from 'vitest';
import { keepFolded, readFolded } from './keptFolding.ts';

function aStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('what is folded away is kept for its flow, and leaves nothing behind when all is open', () => {
  const storage = aStorage();
  keepFolded(storage, 'f1', new Set(['each', 'box']));
  expect(readFolded(storage, 'f1')).toEqual(['each', 'box']);
  expect(readFolded(storage, 'f2')).toEqual([]);
  keepFolded(storage, 'f1', new Set());
  expect([...storage.kept]).toEqual([]);
});

test('what cannot be read or kept changes nothing', () => {
  const storage = aStorage();
  storage.setItem('noi.folded.f1', '{"a":');
  expect(readFolded(storage, 'f1')).toEqual([]);
  const full = {
    ...storage,
    setItem: () => {
      throw new Error('full');
    },
  };
  keepFolded(full, 'f1', new Set(['each']));
  expect(readFolded(storage, 'f1')).toEqual([]);
});
