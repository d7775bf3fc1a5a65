import { canvasMiddle } from '../clipboard/canvasMiddle.ts';
import { chosenText, cutChosen } from '../clipboard/clipboard.ts';
import { loadPasteText } from '../clipboard/loadPasteText.ts';
import { tellClosed, tellCopied, tellPasted } from '../clipboard/tellClipboard.ts';
import type { ActionContext, EditorAction } from './EditorAction.ts';

/** Pages that are not served safely have no clipboard of their own, and users may refuse it; the keys always work. */
async function write({ editor }: ActionContext, keys: string): Promise<string | null> {
  const text = chosenText(editor.store);
  if (text === null) return null;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    tellClosed(keys);
    return null;
  }
  tellCopied(editor.store.getState().selectedSteps.length);
  return text;
}

async function paste(ctx: ActionContext): Promise<void> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    tellClosed('Ctrl+V');
    return;
  }
  const pasteText = await loadPasteText();
  tellPasted(pasteText(ctx, text, ctx.at ?? canvasMiddle()));
}

/** Steps from flow to flow, from browser to browser. */
export const clipboardActions: readonly EditorAction[] = [
  {
    id: 'copy',
    group: 'edit',
    keys: ['Mod+C'],
    isNative: true,
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    run: (ctx) => write(ctx, 'Ctrl+C'),
  },
  {
    id: 'cut',
    group: 'edit',
    keys: ['Mod+X'],
    isNative: true,
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    async run(ctx) {
      const text = await write(ctx, 'Ctrl+X');
      if (text !== null) cutChosen(ctx.editor.store, text);
    },
  },
  { id: 'paste', group: 'edit', keys: ['Mod+V'], isNative: true, run: paste },
];
