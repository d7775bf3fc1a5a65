import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/trpc.ts';
import { useEditorContext } from '../store/EditorContext.ts';

/** What publishing the draft, as it stands on the screen, would do to runs under way. */
export function usePublishPreview({ isWanted }: { isWanted: boolean }) {
  const { flowId, queue } = useEditorContext();
  return useQuery({
    queryKey: ['publishPreview', flowId],
    queryFn: async () => {
      await queue.flush();
      return api.flows.publishPreview.query({ id: flowId });
    },
    enabled: isWanted,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
}
