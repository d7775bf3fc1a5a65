import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { type Pinned, PinsContext } from './PinsContext.ts';

const none: ReadonlyMap<string, Pinned> = new Map();
const selectStepIds = (state: EditorState) => state.graph.steps;

/** The draft's pins, for cards, samples and trials. Those of steps that were removed wait for an undo. */
export function PinsProvider({ children }: { children: ReactNode }) {
  const { flowId } = useEditorContext();
  const steps = useEditor(selectStepIds);
  const { data } = useQuery(trpc.pins.list.queryOptions({ flowId }));
  const kept = data?.filter(({ stepId }) => steps[stepId]) ?? [];
  const ids = kept.map(({ stepId }) => stepId).join(' ');
  const pins = useMemo(() => {
    const asked = new Set(ids.split(' '));
    const found = data?.filter(({ stepId }) => asked.has(stepId)) ?? [];
    return found.length === 0 ? none : new Map(found.map(({ stepId, output, pinnedAt }) => [stepId, { output, pinnedAt }]));
  }, [data, ids]);
  return <PinsContext value={pins}>{children}</PinsContext>;
}
