import { stepTitle } from '@noi/flow';
import type { ApiOutputs } from '../api/trpc.ts';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { useText } from '../words/useText.ts';
import { draftInput } from './draftInput.ts';
import { inputFieldsOf } from './inputFieldsOf.ts';
import { RestartFromHere } from './RestartFromHere.tsx';

type Detail = ApiOutputs['runs']['get'];

interface RestartStepProps {
  readonly detail: Detail;
  readonly catalog: EditorCatalog;
  readonly row: Detail['steps'][number];
}

/** Of a run that has ended: the way to take it up at this step. */
export function RestartStep({ detail, catalog, row }: RestartStepProps) {
  const text = useText();
  const { run, graph } = detail;
  const step = graph.steps[row.stepId];
  if (run.endedAt === null || step === undefined) return null;
  const fields = inputFieldsOf(step, catalog);
  return (
    <RestartFromHere
      run={run}
      row={row}
      title={text(stepTitle({ step, graph, catalog }))}
      isTrigger={step.kind === 'trigger'}
      action={step.kind === 'action' ? { fields, input: draftInput({ detail, row, step, fields, now: Date.now() }) } : null}
    />
  );
}
