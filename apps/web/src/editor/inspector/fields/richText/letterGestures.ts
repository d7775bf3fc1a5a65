import { richTemplate } from '@noi/flow';
import { DOMParser, type Slice } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { droppedPath, isDatumDragged } from '../../../stepData/draggedDatum.ts';
import type { CaretPlace } from '../../../stepData/InsertDataButton.tsx';
import { editorHtml } from './letterDoc.ts';
import { cleanPasted } from './letterEditor.ts';

interface Gestures {
  /** Enter was pressed on the chip that the caret stands on. */
  onOpen(chip: HTMLElement): void;
  /** A slash was typed where a word may begin. */
  onSlash(at: CaretPlace): void;
  /** A datum was dropped at this place of the letter. */
  onDrop(path: string, at: number): void;
}

/** What keyboard, pointer and clipboard do in a letter beside writing. */
export function letterGestures({ onOpen, onSlash, onDrop }: Gestures) {
  return {
    transformPastedHTML: cleanPasted,
    clipboardTextParser: (text: string, _around: unknown, _isPlain: boolean, view: EditorView): Slice => {
      const page = new window.DOMParser().parseFromString(editorHtml(richTemplate(text)), 'text/html');
      return DOMParser.fromSchema(view.state.schema).parseSlice(page.body, { preserveWhitespace: true });
    },
    handleKeyDown(view: EditorView, event: KeyboardEvent): boolean {
      const { selection } = view.state;
      const chosen = event.key === 'Enter' && selection instanceof NodeSelection ? view.nodeDOM(selection.from) : null;
      if (!(chosen instanceof HTMLElement)) return false;
      onOpen(chosen);
      return true;
    },
    handleTextInput(view: EditorView, from: number, to: number, typed: string): boolean {
      if (typed !== '/' || view.composing || !isAtWordStart(view)) return false;
      // The slash itself is typed; choosing a datum replaces it. The data open at once: the next key is for their search.
      view.dispatch(view.state.tr.insertText(typed, from, to));
      const { left, top, bottom } = view.coordsAtPos(view.state.selection.from);
      onSlash({ left, top, height: bottom - top });
      return true;
    },
    handleDrop(view: EditorView, event: DragEvent): boolean {
      const path = event.dataTransfer && droppedPath({ dataTransfer: event.dataTransfer });
      const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (!path || !place) return false;
      onDrop(path, place.pos);
      return true;
    },
    handleDOMEvents: {
      // Tab leaves the field, also out of a list.
      keydown: (_view: EditorView, event: KeyboardEvent): boolean => event.key === 'Tab',
      dragover(_view: EditorView, event: DragEvent): boolean {
        if (event.dataTransfer && isDatumDragged({ dataTransfer: event.dataTransfer })) event.preventDefault();
        return false;
      },
    },
  };
}

/** A slash inside a word, a date or an address is only a slash. */
function isAtWordStart({ state: { selection } }: EditorView): boolean {
  const { parent, parentOffset } = selection.$from;
  const before = parent.textBetween(Math.max(0, parentOffset - 1), parentOffset, undefined, ' ');
  return before === '' || /\s/.test(before);
}
