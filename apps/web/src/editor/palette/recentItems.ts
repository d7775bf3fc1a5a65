import { z } from 'zod';

const key = 'noi.recentSteps';
const most = 8;

/** Ids of palette items in the order of their last use in this browser. */
export function recentItems(storage: Storage = localStorage): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(storage.getItem(key) ?? '[]'));
  } catch {
    // A closed storage, or something else's entry: then nothing was used lately.
    return [];
  }
}

/** Puts an item in front of those that were used lately. */
export function rememberItem(id: string, storage: Storage = localStorage): void {
  try {
    storage.setItem(key, JSON.stringify([id, ...recentItems(storage).filter((known) => known !== id)].slice(0, most)));
  } catch {
    // A full or closed storage only takes the shortcut away.
  }
}
