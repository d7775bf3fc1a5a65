import { Select } from '@mantine/core';
import { type FlowGraph, isContainer, mayStandIn, type Step } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { withRoom } from '../edits/containers.ts';
import { placeAtEnd, placeInBody } from '../edits/placement.ts';
import { sizeOf } from '../edits/sizes.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

const selectGraph = (state: EditorState) => state.graph;
const main = '';

/** Moves a step into a container or out of it without a mouse. Shown only where there is a choice. */
export function LevelField({ step }: { step: Step }) {
  const { t } = useTranslation();
  const text = useText();
  const { catalog, store } = useEditorContext();
  const graph = useEditor(selectGraph);
  const containers = Object.values(graph.steps).filter((one) => isContainer(one) && mayStandIn(graph, step, one.id));
  if (step.kind === 'trigger' || step.kind === 'errorHandler' || containers.length === 0) return null;

  function move(parent: string | undefined) {
    const position = placeFor(graph, step, parent);
    const { send } = store.getState();
    send(withRoom(graph, { type: 'step.reparent', ids: [step.id], parent: parent ?? null, positions: [{ id: step.id, position }] }));
  }

  return (
    <Select
      mt="lg"
      label={t('containers.place')}
      description={t('containers.placeHint')}
      allowDeselect={false}
      data={[
        { value: main, label: t('containers.placeNone') },
        ...containers.map((one) => ({ value: one.id, label: text(describeStep(one, graph, catalog).title) })),
      ]}
      value={step.parent ?? main}
      onChange={(chosen) => {
        const parent = chosen === main || chosen === null ? undefined : chosen;
        if (parent !== step.parent) move(parent);
      }}
    />
  );
}

function placeFor(graph: FlowGraph, step: Step, parent: string | undefined) {
  const size = sizeOf(graph, step);
  if (parent !== undefined) return placeInBody(graph, parent, size);
  return placeAtEnd(graph, size);
}
