import type { DragEvent } from 'react';

const kind = 'application/x-noi-datum';

/** Lets a datum of the tree be dragged into a field. */
export function startDragging(event: DragEvent, path: string) {
  event.dataTransfer.setData(kind, path);
  event.dataTransfer.effectAllowed = 'copy';
}

/** Whether a datum is being dragged; its path is told only when it is dropped. */
export function isDatumDragged({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): boolean {
  return dataTransfer.types.includes(kind);
}

export function droppedPath({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): string | null {
  return dataTransfer.getData(kind) || null;
}
