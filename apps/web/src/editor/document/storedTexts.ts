/** A list of texts that this browser keeps; empty where nothing, or nothing readable, is kept. */
export function storedTexts(storage: Pick<Storage, 'getItem'>, key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(kept) && kept.every((one) => typeof one === 'string') ? kept : [];
  } catch {
    return [];
  }
}
