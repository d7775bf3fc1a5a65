import { expect, test } from 'vitest';
import { dropPlace, keepPlace, readPlace } from './keptPlace.ts';

function storage(start: Record<string, string> = {}) {
  const held = new Map(Object.entries(start));
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

test('a place is kept for its flow until it was taken up', () => {
  const kept = storage();
  const place = { viewport: { x: 10, y: -4, zoom: 0.8 }, steps: ['call'] };
  keepPlace(kept, 'a', place);
  expect([readPlace(kept, 'a'), readPlace(kept, 'b')]).toEqual([place, null]);
  dropPlace(kept, 'a');
  expect(readPlace(kept, 'a')).toBeNull();
});

test.each([['no json'], ['{}'], ['{"viewport":{"x":1,"y":2,"zoom":null},"steps":[]}'], ['{"viewport":{"x":1,"y":2,"zoom":1},"steps":[7]}']])(
  '%s is no place',
  (text) => {
    expect(readPlace(storage({ 'noi.place.a': text }), 'a')).toBeNull();
  },
);
