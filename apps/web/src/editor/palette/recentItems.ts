import { storedTexts } from '../document/storedTexts.ts';

const key = 'noi.recentSteps';
const most = 8;

/** Ids of palette items in the order of their last use in this browser. */
export function recentItems(storage: Storage = localStorage): readonly string[] {
  return storedTexts(storage, key);
}

/** Puts an item in front of those that were used lately. */
export function rememberItem(id: string, storage: Storage = localStorage): void {
  try {
    storage.setItem(key, JSON.stringify([id, ...recentItems(storage).filter((known) => known !== id)].slice(0, most)));
  } catch {
    // A full or closed storage only takes the shortcut away.
  }
}
