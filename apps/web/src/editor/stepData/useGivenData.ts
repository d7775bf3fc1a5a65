import type { Step } from '@noi/flow';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ApiOutputs, trpc } from '../../api/trpc.ts';
import { type Pinned, usePins } from '../pins/PinsContext.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState, SampleChoice } from '../store/EditorState.ts';
import type { GivenBy, GivenData } from './dataTree.ts';
import { simulatedOutputs } from './simulatedOutputs.ts';
import { useSimulated } from './useSimulated.ts';

type Data = Readonly<Record<string, unknown>>;
type PassedRun = NonNullable<ApiOutputs['runs']['lastPassed']>;

const selectSamples = (state: EditorState) => state.samples;
const selectTriggerId = (state: EditorState) => Object.values(state.graph.steps).find(isTrigger)?.id ?? null;
const none = {};

/** What is looked at in place of declared samples: what the user chose, and before all what somebody pinned. */
export function useGivenData(): { given: GivenData; run: PassedRun | null | undefined } {
  const { flowId } = useEditorContext();
  const samples = useEditor(selectSamples);
  const triggerId = useEditor(selectTriggerId);
  const pins = usePins();
  const { data: run } = useQuery(trpc.runs.lastPassed.queryOptions({ flowId }, { enabled: samples.from === 'lastRun' }));
  const { data: trial } = useSimulated(samples.from === 'simulated');
  const given = useMemo(() => {
    const chosen =
      samples.from === 'simulated' ? markedAs('simulated', trial ? simulatedOutputs(trial.simulation) : none) : markedAs('real', realOf(samples, run));
    return { ...chosen, ...pinnedData(pins, triggerId) };
  }, [samples, run, trial, pins, triggerId]);
  return { given, run };
}

function realOf(samples: SampleChoice, run: PassedRun | null | undefined): Readonly<Record<string, Data>> {
  if (samples.from === 'event') return samples.event ? { trigger: samples.event.payload } : none;
  return samples.from === 'lastRun' && run ? { trigger: run.trigger, ...run.steps } : none;
}

function markedAs(by: GivenBy, data: Readonly<Record<string, Data>>): GivenData {
  return Object.fromEntries(Object.entries(data).map(([id, one]) => [id, { by, data: one }]));
}

/** Sources call the trigger by its role, pins by its id. */
function pinnedData(pins: ReadonlyMap<string, Pinned>, triggerId: string | null): GivenData {
  return markedAs('pinned', Object.fromEntries([...pins].map(([id, { output }]) => [id === triggerId ? 'trigger' : id, output])));
}

function isTrigger({ kind }: Step): boolean {
  return kind === 'trigger';
}
