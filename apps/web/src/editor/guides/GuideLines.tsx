import { ViewportPortal } from '@xyflow/react';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

const selectGuides = (state: EditorState) => state.guides;
const colour = 'var(--mantine-primary-color-filled)';
const overhang = 12;

/** The lines that show what dragged cards are in line with. */
export function GuideLines() {
  const guides = useEditor(selectGuides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map((guide) => {
        const length = guide.to - guide.from + 2 * overhang;
        const place =
          'x' in guide
            ? { left: guide.x, top: guide.from - overhang, width: 1, height: length }
            : { left: guide.from - overhang, top: guide.y, width: length, height: 1 };
        return (
          <div
            key={'x' in guide ? 'x' : 'y'}
            data-testid="guide"
            style={{ position: 'absolute', background: colour, pointerEvents: 'none', zIndex: 1100, ...place }}
          />
        );
      })}
    </ViewportPortal>
  );
}
