import { type FileFact, type FlowGraph, filesNamed } from '@noi/flow';
import { QueryObserver } from '@tanstack/react-query';
import { queryClient, trpc } from '../../api/trpc.ts';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';

/** Follows what files the shop keeps, from the first graph on that names one: most flows name none, and then nobody is asked. */
export function watchFiles(catalog: EditorCatalog, tell: (files: readonly FileFact[]) => void) {
  let stop: (() => void) | null = null;
  return {
    look(graph: FlowGraph): void {
      if (stop || !namesFiles(graph, catalog)) return;
      const observer = new QueryObserver(queryClient, trpc.shopFiles.list.queryOptions());
      let known: unknown;
      const hear = ({ data }: Pick<ReturnType<typeof observer.getCurrentResult>, 'data'>) => {
        if (!data || data === known) return;
        known = data;
        tell(data.files.map(({ id, bytes }) => ({ id, bytes })));
      };
      stop = observer.subscribe(hear);
      hear(observer.getCurrentResult());
    },
    stop: () => stop?.(),
  };
}

function namesFiles({ steps }: FlowGraph, catalog: EditorCatalog): boolean {
  return Object.values(steps).some(
    (step) =>
      step.kind === 'action' &&
      catalog.action(step.node, step.nodeVersion)?.input.some(({ key, format }) => format === 'file' && filesNamed(step.input[key]).length > 0),
  );
}
