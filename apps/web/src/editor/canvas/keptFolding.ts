import { storedTexts } from '../document/storedTexts.ts';

const keyOf = (flowId: string) => `noi.folded.${flowId}`;

/** The containers and groups of a flow that were folded away; none where nothing, or nothing readable, is kept. */
export function readFolded(storage: Pick<Storage, 'getItem'>, flowId: string): readonly string[] {
  return storedTexts(storage, keyOf(flowId));
}

/** Keeps what is folded away; a storage that is full or closed only means that it is open again next time. */
export function keepFolded(storage: Pick<Storage, 'setItem' | 'removeItem'>, flowId: string, folded: ReadonlySet<string>): void {
  try {
    if (folded.size === 0) storage.removeItem(keyOf(flowId));
    else storage.setItem(keyOf(flowId), JSON.stringify([...folded]));
  } catch {
    // A matter of the view: nothing of the flow is lost.
  }
}
