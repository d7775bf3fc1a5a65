import type { StepId } from '@noi/flow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, trpc } from '../../api/trpc.ts';
import { useReportError } from '../../errors/useReportError.ts';
import { useEditorContext } from '../store/EditorContext.ts';

interface NewPin {
  readonly stepId: StepId;
  readonly output: Readonly<Record<string, unknown>>;
  /** It came in a real run or event: kept without anybody real in it. */
  readonly isReal: boolean;
}

/** Pins what steps give while the draft is tried, and takes pins away. */
export function usePinning() {
  const { flowId, queue } = useEditorContext();
  const client = useQueryClient();
  const onError = useReportError();
  const onSuccess = () => client.invalidateQueries({ queryKey: trpc.pins.list.queryKey({ flowId }) });
  const pin = useMutation({
    async mutationFn({ stepId, output, isReal }: NewPin) {
      // A step that was just drawn is known to the server only once it is saved.
      await queue.flush();
      await api.pins.put.mutate({ flowId, stepId, isReal, output: { ...output } });
    },
    onSuccess,
    onError,
  });
  const unpin = useMutation({ mutationFn: (stepId: StepId) => api.pins.remove.mutate({ flowId, stepId }), onSuccess, onError });
  return { pin: pin.mutate, unpin: unpin.mutate, isBusy: pin.isPending || unpin.isPending };
}
