import type { Position } from '@noi/flow';
import type { ReactFlowInstance } from '@xyflow/react';
import type { Words } from '../../words/vi/index.ts';
import type { CanvasEdge, CanvasNode } from '../canvas/types.ts';
import type { Editor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

/** An action's name is the key of its words: `actions.title.<id>`. */
export type ActionId = keyof Words['actions']['title'];

/** Under which heading the keyboard map and the command palette show an action; its words are `actions.group.<group>`. */
export const actionGroups = ['edit', 'choose', 'arrange', 'view', 'help'] as const;
export type ActionGroup = (typeof actionGroups)[number];

/** What an action works on. */
export interface ActionContext {
  readonly editor: Editor;
  readonly view: ReactFlowInstance<CanvasNode, CanvasEdge>;
  /** The place of the screen that a menu was opened at. */
  readonly at?: Position;
  /** The combination that was pressed, as the table writes it; absent when the action was chosen from a menu. */
  readonly pressed?: string;
}

/** Something that a user of the editor can do: by keys, from the command palette, from a menu. */
export interface EditorAction {
  readonly id: ActionId;
  readonly group: ActionGroup;
  /** Combinations that start it, such as `Mod+Shift+Z`; see `isPressed`. */
  readonly keys: readonly string[];
  /** The browser's own events (copy, cut, paste) start it; the keys are only shown. */
  readonly isNative?: boolean;
  /** Where the keys work beside the canvas: in the document's own forms, or in every field outside of dialogs. */
  readonly reach?: 'forms' | 'fields';
  /** Makes sense only by keys, so that lists of things to do leave it out. */
  readonly isKeysOnly?: boolean;
  /** Whether there is something to do now; without it always. */
  can?(state: EditorState): boolean;
  run(ctx: ActionContext): unknown;
}
