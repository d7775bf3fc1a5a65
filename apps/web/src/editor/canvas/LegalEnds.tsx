import type { StepId } from '@noi/flow';
import { useConnection } from '@xyflow/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { legalEnds, withoutWire } from '../edits/wireEnds.ts';
import { useEditorContext } from '../store/EditorContext.ts';

interface DrawnWire {
  /** The step at the end that is held fast. */
  readonly from: StepId;
  readonly ends: ReadonlySet<StepId>;
}

const LegalEndsContext = createContext<DrawnWire | null>(null);
const nothing = { from: null, ends: null };

/** While a wire is being drawn, tells the cards where it may end. */
export function LegalEnds({ children }: { children: ReactNode }) {
  const { store } = useEditorContext();
  const { from, ends } = useConnection(({ inProgress, fromNode, fromHandle }) => {
    if (!inProgress || !fromHandle.id) return nothing;
    const { graph, rerouting } = store.getState();
    const held = fromHandle.type === 'source' ? { from: { stepId: fromNode.id, port: fromHandle.id } } : { to: fromNode.id };
    return { from: fromNode.id, ends: legalEnds(withoutWire(graph, rerouting), held) };
  });
  const wire = useMemo(() => from !== null && { from, ends }, [from, ends]);
  return <LegalEndsContext value={wire || null}>{children}</LegalEndsContext>;
}

/** Whether the wire that is being drawn may end at this step; nothing while none is, and at the step that it comes from. */
export function useTargetState(stepId: StepId): 'yes' | 'no' | undefined {
  const wire = useContext(LegalEndsContext);
  if (!wire || wire.from === stepId) return undefined;
  return wire.ends.has(stepId) ? 'yes' : 'no';
}
