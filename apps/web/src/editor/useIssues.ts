import { useEffect } from 'react';
import { whenIdle } from '../app/whenIdle.ts';
import { type CheckAnswer, type CheckRequest, keptIssues } from './issues/checkFlow.ts';
import { watchFiles } from './issues/watchFiles.ts';
import { useEditorContext } from './store/EditorContext.ts';

const pauseMs = 200;

/** Checks the flow while it is drawn, a moment after each change, in a worker of its own; for the first time once the canvas stands. */
export function useIssues() {
  const { store, catalog, connections } = useEditorContext();

  useEffect(
    () =>
      whenIdle(() => {
        const worker = new Worker(new URL('./issues/checkWorker.ts', import.meta.url), { type: 'module' });
        const ask = (request: CheckRequest) => worker.postMessage(request);
        let number = 0;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const files = watchFiles(catalog, (facts) => {
          ask({ files: facts });
          check();
        });
        const check = () => {
          const { graph } = store.getState();
          number += 1;
          ask({ graph, number });
          files.look(graph);
        };
        worker.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
          const { issues, setIssues } = store.getState();
          const next = keptIssues(issues, data.issues);
          // An answer about a flow that has changed since says nothing.
          if (data.number === number && next !== issues) setIssues(next);
        };
        ask({ ground: { packages: catalog.packages, flows: catalog.flows, connections: connections.map(({ id, type, state }) => ({ id, type, state })) } });
        check();
        const unwatch = store.subscribe((state, former) => {
          if (state.graph === former.graph) return;
          clearTimeout(timer);
          timer = setTimeout(check, pauseMs);
        });
        return () => {
          clearTimeout(timer);
          unwatch();
          files.stop();
          worker.terminate();
        };
      }),
    [store, catalog, connections],
  );
}
