import { type FlowCatalog, type FlowGraph, portWords, type StepNames, stepTitle } from '@noi/flow';

/** How the drawing calls its steps and ways out; of steps that are gone, that they are. */
export function stepNames(graph: FlowGraph, catalog: FlowCatalog): StepNames {
  return {
    title(stepId) {
      const step = graph.steps[stepId];
      return step ? stepTitle({ step, graph, catalog }) : { vi: 'bước đã xoá', en: 'a removed step' };
    },
    port(stepId, port) {
      const step = graph.steps[stepId];
      return step ? portWords(step, port) : { vi: port, en: port };
    },
  };
}
