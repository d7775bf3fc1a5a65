import { Text, Title } from '@mantine/core';
import type { Step } from '@noi/flow';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../words/useText.ts';
import { PinNote } from '../pins/PinNote.tsx';
import { PinTools } from '../pins/PinTools.tsx';
import { type DataBranch, type DataNode, dataTree, type GivenBy, sampleWords } from '../stepData/dataTree.ts';
import { ownSource } from '../stepData/ownSource.ts';
import { SampleSwitch } from '../stepData/SampleSwitch.tsx';
import { useStepData } from '../stepData/StepData.tsx';
import { useGivenData } from '../stepData/useGivenData.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './StepDataTab.module.css';

const selectGraph = (state: EditorState) => state.graph;

/** What the step can read from the steps before it, and what it gives to the steps after it, with samples. */
export function StepDataTab({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { catalog } = useEditorContext();
  const { branches } = useStepData();
  const graph = useEditor(selectGraph);
  const { given } = useGivenData();
  const own = useMemo(() => {
    const source = ownSource({ graph, step, catalog });
    return source && dataTree([source], given)[0];
  }, [graph, step, catalog, given]);
  const hasOwn = own !== undefined && own !== null && own.nodes.length > 0;

  return (
    <>
      <PinNote stepId={step.id} />
      <SampleSwitch />
      {hasOwn && (
        <>
          <Title order={3} fz="sm" mt="md" mb={4}>
            {t('editor.dataGives')} <Given by={own.givenBy} />
          </Title>
          <PinTools step={step} source={own.source} givenBy={own.givenBy} />
          <Rows nodes={own.nodes} depth={0} />
        </>
      )}
      <Title order={3} fz="sm" mt="md" mb={4}>
        {t('editor.dataReads')}
      </Title>
      {branches.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('editor.dataNone')}
        </Text>
      )}
      {branches.map((branch) => (
        <BranchRows key={branch.source.stepId} branch={branch} />
      ))}
    </>
  );
}

function Given({ by }: { by: GivenBy | null }) {
  const { t } = useTranslation();
  return (
    by && (
      <span className={classes.given} data-by={by}>
        {t(`forms.givenBy.${by}`)}
      </span>
    )
  );
}

function BranchRows({ branch }: { branch: DataBranch }) {
  const text = useText();
  return (
    <>
      <Text size="xs" c="dimmed" fw={500} mt={6}>
        {text(branch.source.title)} <Given by={branch.givenBy} />
      </Text>
      <Rows nodes={branch.nodes} depth={0} />
    </>
  );
}

function Rows({ nodes, depth }: { nodes: readonly DataNode[]; depth: number }) {
  const text = useText();
  const language = useLanguage();
  return nodes.map((node) => (
    <div key={node.path}>
      <div className={classes.row} style={{ paddingLeft: depth * 14 }}>
        <span className={node.children.length > 0 ? classes.group : undefined}>{text(node.label)}</span>
        <span className={classes.sample}>{sampleWords(node, language)}</span>
      </div>
      {node.children.length > 0 && <Rows nodes={node.children} depth={depth + 1} />}
    </div>
  ));
}
