import { type ReactNode, useState } from 'react';
import { droppedPath, isDatumDragged } from './draggedDatum.ts';

/** Takes a datum that is dragged onto a control which holds nothing but one value. */
export function DropDatum({ onDrop, children }: { onDrop(path: string): void; children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is one more way; the button beside the field does the same by keyboard.
    <div
      style={{ position: 'relative', ...(isOver && { outline: '2px solid var(--mantine-primary-color-filled)', borderRadius: 8 }) }}
      onDragOver={(event) => {
        if (!isDatumDragged(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        const path = droppedPath(event);
        setOver(false);
        if (!path) return;
        event.preventDefault();
        onDrop(path);
      }}
    >
      {children}
    </div>
  );
}
