import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ApiOutputs, trpc } from '../../api/trpc.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState, SampleChoice } from '../store/EditorState.ts';
import type { RealData } from './dataTree.ts';

const selectSamples = (state: EditorState) => state.samples;
const none: RealData = {};

export type PassedRun = NonNullable<ApiOutputs['runs']['lastPassed']>;

/** What really came, where the user looks at that in place of declared samples. */
export function useRealData(): { real: RealData; run: PassedRun | null | undefined } {
  const { flowId } = useEditorContext();
  const samples = useEditor(selectSamples);
  const { data: run } = useQuery(trpc.runs.lastPassed.queryOptions({ flowId }, { enabled: samples.from === 'lastRun' }));
  const real = useMemo(() => realOf(samples, run ?? null), [samples, run]);
  return { real, run };
}

function realOf(samples: SampleChoice, run: PassedRun | null): RealData {
  if (samples.from === 'event') return samples.event ? { trigger: samples.event.payload } : none;
  return samples.from === 'lastRun' && run ? { trigger: run.trigger, ...run.steps } : none;
}
