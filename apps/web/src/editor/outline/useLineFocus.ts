import type { StepId } from '@noi/flow';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useEditorContext } from '../store/EditorContext.ts';
import { type OutlineRow, stepKey } from './outlineRows.ts';

interface Lines {
  readonly list: RefObject<HTMLElement | null>;
  readonly rows: readonly OutlineRow[];
  readonly chosen: StepId | null;
}

/** Which line the keyboard stands on: one line of the list is in the round of Tab, the arrows move it, and what is chosen on the canvas is found here too. */
export function useLineFocus({ list, rows, chosen }: Lines) {
  const { store } = useEditorContext();
  const [stood, standOn] = useState<string | null>(null);
  // Lines that are drawn only after the next change of the flow take the focus then.
  const [wanted, setWanted] = useState<{ key: string } | null>(null);
  const steps = useRef<ReadonlySet<StepId> | null>(null);

  const focusSoon = useCallback((key: string) => setWanted({ key }), []);
  const awaitNew = useCallback(() => {
    steps.current = new Set(Object.keys(store.getState().graph.steps));
  }, [store]);

  useLayoutEffect(() => {
    if (!wanted || !rows.some(({ key }) => key === wanted.key)) return;
    const line = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted.key)}"]`);
    if (!line) return;
    setWanted(null);
    standOn(wanted.key);
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: 'nearest' });
  }, [wanted, rows, list]);

  useEffect(() => {
    if (chosen === null) return;
    const key = stepKey(chosen);
    if (steps.current && !steps.current.has(chosen)) focusSoon(key);
    else {
      standOn(key);
      list.current?.querySelector(`[data-row="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'nearest' });
    }
    steps.current = null;
  }, [chosen, focusSoon, list]);

  const current = rows.some(({ key }) => key === stood) ? stood : (rows[0]?.key ?? null);
  return { current, standOn, focusSoon, awaitNew };
}
