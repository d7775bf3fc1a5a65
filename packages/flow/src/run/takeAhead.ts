import type { ExecuteRequest, ExecuteResult, RunData, StepAhead, Token } from './RunPorts.ts';

/** The ends of those `ahead` that were taken, in their order: all but the last were done or skipped. */
export interface TakenAhead {
  readonly ahead?: readonly { readonly token: Token; readonly result: ExecuteResult }[];
}

interface Stretch {
  /** How the step ended that the others follow. */
  readonly first: ExecuteResult;
  /** Takes one try, with the data that it may read by now; `null` when its end is not awaited here any longer. */
  take(next: StepAhead & { readonly data: RunData }): Promise<ExecuteResult | null>;
  mayGoOn(): boolean;
}

/** For whoever executes: takes the steps that follow one without a wait, one after the other. It stops at the first that does not let the run go on by `next`. */
export async function takeAhead({ ahead = [], stepId, data }: Pick<ExecuteRequest, 'ahead' | 'stepId' | 'data'>, stretch: Stretch): Promise<TakenAhead> {
  const taken: { token: Token; result: ExecuteResult }[] = [];
  let last = { stepId, result: stretch.first };
  let known = data;
  for (const next of ahead) {
    if (!goesOn(last.result) || !stretch.mayGoOn()) break;
    known = withOutput(known, last);
    const result = await stretch.take({ ...next, data: known });
    if (result === null) break;
    taken.push({ token: next.token, result });
    last = { stepId: next.stepId, result };
  }
  return taken.length === 0 ? {} : { ahead: taken };
}

function goesOn({ outcome }: ExecuteResult): boolean {
  return outcome === 'done' || outcome === 'skipped';
}

function withOutput(data: RunData, { stepId, result }: { stepId: string; result: ExecuteResult }): RunData {
  return result.outcome === 'done' ? { ...data, steps: { ...data.steps, [stepId]: result.output } } : data;
}
