import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/trpc.ts';
import { usePins } from '../pins/PinsContext.ts';
import { pinnedOutputs } from '../pins/pinnedOutputs.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

const selectGraph = (state: EditorState) => state.graph;

/** The draft walked once with its sample, for what its steps give. Walked anew when somebody asks for it, or pins something else: not with every key that is typed. */
export function useSimulated(isEnabled: boolean) {
  const { flowId, queue, store } = useEditorContext();
  const pins = usePins();
  const graph = useEditor(selectGraph);
  const query = useQuery({
    queryKey: ['simulatedSamples', flowId, [...pins].map(([stepId, { pinnedAt }]) => [stepId, pinnedAt])],
    async queryFn() {
      const walked = store.getState().graph;
      await queue.flush();
      return { graph: walked, at: Date.now(), simulation: await api.flows.simulate.mutate({ id: flowId, pins: pinnedOutputs(pins) }) };
    },
    enabled: isEnabled,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
    structuralSharing: false,
  });
  return { ...query, isOld: query.data !== undefined && query.data.graph !== graph };
}
