import type { StepId } from '@noi/flow';

/** Where somebody stood in a flow when they went into one that it calls. */
export interface KeptPlace {
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly steps: readonly StepId[];
}

const keyOf = (flowId: string) => `noi.place.${flowId}`;

/** Keeps the place in this tab until the flow is opened again. A storage that is closed only means that the flow opens as ever. */
export function keepPlace(storage: Pick<Storage, 'setItem'>, flowId: string, place: KeptPlace): void {
  try {
    storage.setItem(keyOf(flowId), JSON.stringify(place));
  } catch {
    // A matter of the view.
  }
}

/** The place that was kept; `null` where nothing, or nothing readable, is. */
export function readPlace(storage: Pick<Storage, 'getItem'>, flowId: string): KeptPlace | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(flowId)) ?? 'null');
    return isPlace(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Forgets the place, once it was taken up. */
export function dropPlace(storage: Pick<Storage, 'removeItem'>, flowId: string): void {
  try {
    storage.removeItem(keyOf(flowId));
  } catch {
    // A matter of the view.
  }
}

function isPlace(kept: unknown): kept is KeptPlace {
  if (typeof kept !== 'object' || kept === null || !('viewport' in kept) || !('steps' in kept)) return false;
  const { viewport, steps } = kept;
  if (typeof viewport !== 'object' || viewport === null || !('x' in viewport) || !('y' in viewport) || !('zoom' in viewport)) return false;
  const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
  return isNumber(viewport.x) && isNumber(viewport.y) && isNumber(viewport.zoom) && Array.isArray(steps) && steps.every((id) => typeof id === 'string');
}
