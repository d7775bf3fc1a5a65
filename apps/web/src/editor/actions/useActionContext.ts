import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import type { CanvasEdge, CanvasNode } from '../canvas/types.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { ActionContext } from './EditorAction.ts';

/** What actions of the editor around a component work on. */
export function useActionContext(): ActionContext {
  const editor = useEditorContext();
  const view = useReactFlow<CanvasNode, CanvasEdge>();
  return useMemo(() => ({ editor, view }), [editor, view]);
}
