import { wholeView } from '../canvas/wholeView.ts';
import { gridSize } from '../edits/sizes.ts';
import { nudgeChosen } from './chosenSteps.ts';
import type { ActionContext, EditorAction } from './EditorAction.ts';

const ways: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const arrows = Object.keys(ways);

function nudge({ editor, pressed = '' }: ActionContext, step: number): void {
  const way = ways[pressed.replace('Shift+', '')];
  if (way) nudgeChosen(editor.store, { x: way.x * step, y: way.y * step });
}

/** Where steps stand. */
export const arrangeActions: readonly EditorAction[] = [
  {
    id: 'nudge',
    group: 'arrange',
    keys: arrows,
    isKeysOnly: true,
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    run: (ctx) => nudge(ctx, gridSize),
  },
  {
    id: 'nudgeFar',
    group: 'arrange',
    keys: arrows.map((arrow) => `Shift+${arrow}`),
    isKeysOnly: true,
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    run: (ctx) => nudge(ctx, 4 * gridSize),
  },
  {
    id: 'tidy',
    group: 'arrange',
    keys: ['Shift+T'],
    can: ({ graph }) => Object.keys(graph.steps).length > 1,
    async run({ editor, view }) {
      // The layout engine is loaded when it is first asked for.
      const { tidy } = await import('../edits/tidy.ts');
      const { graph, send, glide } = editor.store.getState();
      const command = tidy(graph);
      if (!command) return;
      glide();
      // The view goes where the cards are going, at the same time.
      if (send(command)) void view.setViewport(wholeView(editor.store.getState().graph), { duration: 260 });
    },
  },
];
