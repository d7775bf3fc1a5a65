import type { ApiOutputs } from '../api/trpc.ts';
import { ContinueNow } from './ContinueNow.tsx';
import { questionOf, UnknownQuestion } from './UnknownQuestion.tsx';

type Detail = ApiOutputs['runs']['get'];

/** What a person can do about a step that does not go on by itself now. */
export function HeldStep({ detail, row }: { detail: Detail; row: Detail['steps'][number] }) {
  const question = questionOf(detail, row);
  return question ? <UnknownQuestion question={question} runId={detail.run.id} /> : <ContinueNow row={row} runId={detail.run.id} />;
}
