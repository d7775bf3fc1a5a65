import { useState } from 'react';

/** The same array as before while its items are the same, so that React Flow has nothing to compare. */
export function useStableList<T>(items: T[]): T[] {
  const [kept, setKept] = useState(items);
  if (kept.length === items.length && kept.every((item, index) => item === items[index])) return kept;
  setKept(items);
  return items;
}
