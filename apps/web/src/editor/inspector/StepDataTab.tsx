import { Text, Title } from '@mantine/core';
import type { Step } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../words/useText.ts';
import { type DataBranch, type DataNode, dataTree, sampleWords } from '../stepData/dataTree.ts';
import { useStepData } from '../stepData/StepData.tsx';
import { useEditorContext } from '../store/EditorContext.ts';
import classes from './StepDataTab.module.css';

/** What the step can read from the steps before it, and what it gives to the steps after it, with samples. */
export function StepDataTab({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { catalog } = useEditorContext();
  const { branches } = useStepData();
  const node = catalog.nodeOf(step);
  const gives = useMemo(() => (node ? givenBy(node.output, node.sample) : []), [node]);

  return (
    <>
      {gives.length > 0 && (
        <>
          <Title order={3} fz="sm" mb={4}>
            {t('editor.dataGives')}
          </Title>
          <Rows nodes={gives} depth={0} />
        </>
      )}
      <Title order={3} fz="sm" mt={gives.length > 0 ? 'md' : 0} mb={4}>
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

function givenBy(output: readonly FieldDescriptor[], sample: Readonly<Record<string, unknown>>): readonly DataNode[] {
  return dataTree([{ stepId: 'trigger', root: 'trigger', title: { vi: '', en: '' }, fields: output, sample }])[0]?.nodes ?? [];
}

function BranchRows({ branch }: { branch: DataBranch }) {
  const text = useText();
  return (
    <>
      <Text size="xs" c="dimmed" fw={500} mt={6}>
        {text(branch.source.title)}
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
