import { ActionIcon, Group, ScrollArea, Tabs, Tooltip } from '@mantine/core';
import { assertNever } from '@noi/errors';
import { type Step, stepTitle } from '@noi/flow';
import { IconBraces, IconCopy, IconTrash, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { duplicateChosen, removeChosen } from '../actions/chosenSteps.ts';
import { describeStep } from '../canvas/describeStep.ts';
import { StepIcon } from '../canvas/stepLook.tsx';
import { StepIssues } from '../issues/StepIssues.tsx';
import { StepMarks } from '../marks/StepMarks.tsx';
import { FormPeople } from '../people/FormPeople.tsx';
import { PinNote } from '../pins/PinNote.tsx';
import { type InsertTarget, InsertTargetContext } from '../stepData/InsertTarget.ts';
import { StepDataProvider } from '../stepData/StepData.tsx';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import classes from './Inspector.module.css';
import { LateTextInput } from './LateTextInput.tsx';
import { LevelField } from './LevelField.tsx';
import { NodeForm } from './NodeForm.tsx';
import { SelectionTools } from './SelectionTools.tsx';
import { StepDataTab } from './StepDataTab.tsx';
import { OffNote, StepSwitch } from './StepSwitch.tsx';
import { ApprovalForm } from './steps/ApprovalForm.tsx';
import { BranchesForm } from './steps/BranchesForm.tsx';
import { ErrorHandlerForm } from './steps/ErrorHandlerForm.tsx';
import { FailForm } from './steps/FailForm.tsx';
import { ForEachForm } from './steps/ForEachForm.tsx';
import { IfForm } from './steps/IfForm.tsx';
import { RepeatForm } from './steps/RepeatForm.tsx';
import { SetForm } from './steps/SetForm.tsx';
import { SplitForm } from './steps/SplitForm.tsx';
import { StopForm } from './steps/StopForm.tsx';
import { SubflowForm } from './steps/SubflowForm.tsx';
import { SwitchForm } from './steps/SwitchForm.tsx';
import { WaitForEventForm } from './steps/WaitForEventForm.tsx';
import { WaitForm } from './steps/WaitForm.tsx';
import { useStepEdit } from './useStepEdit.ts';

const selectChosen = (state: EditorState) => (state.selectedSteps.length === 1 ? state.graph.steps[state.selectedSteps[0] ?? ''] : undefined);
const selectIds = (state: EditorState) => state.selectedSteps;

const ExpertView = lazy(async () => ({ default: (await import('./ExpertView.tsx')).ExpertView }));
const DataDock = lazy(async () => ({ default: (await import('../stepData/DataDock.tsx')).DataDock }));

/** The form of the chosen step. */
export function Inspector() {
  const { t } = useTranslation();
  const step = useEditor(selectChosen);
  const ids = useEditor(selectIds);
  const target: InsertTarget = useRef(null);
  const [isDocked, setDocked] = useState(false);
  if (ids.length > 1) return <SelectionTools ids={ids} />;
  if (!step) return null;

  return (
    <section className={classes.inspector} aria-label={t('editor.inspector')} data-undo="document" data-form="step">
      <StepDataProvider stepId={step.id}>
        <InsertTargetContext value={target}>
          {isDocked && (
            <Suspense fallback={null}>
              <DataDock onClose={() => setDocked(false)} />
            </Suspense>
          )}
          <StepHead key={`head-${step.id}`} step={step} />
          <FormPeople stepId={step.id} />
          <Tabs key={step.id} defaultValue="form" className={classes.tabs} keepMounted={false}>
            <Group className={classes.tabList} wrap="nowrap" gap={0}>
              <Tabs.List flex={1} pl="md">
                <Tabs.Tab value="form">{t('editor.tabForm')}</Tabs.Tab>
                <Tabs.Tab value="data">{t('editor.tabData')}</Tabs.Tab>
              </Tabs.List>
              <ActionIcon
                className={classes.dock ?? ''}
                variant={isDocked ? 'light' : 'subtle'}
                aria-label={isDocked ? t('forms.dockClose') : t('forms.dock')}
                title={isDocked ? t('forms.dockClose') : t('forms.dock')}
                aria-pressed={isDocked}
                onClick={() => setDocked(!isDocked)}
              >
                <IconBraces size={17} />
              </ActionIcon>
            </Group>
            <ScrollArea className={classes.body} type="auto">
              <Tabs.Panel value="form" p="md">
                <OffNote step={step} />
                <PinNote stepId={step.id} />
                <StepIssues step={step} />
                <StepForm step={step} />
                <LevelField step={step} />
                <StepMarks ids={[step.id]} />
                <Suspense fallback={null}>
                  <ExpertView key={step.id} step={step} />
                </Suspense>
              </Tabs.Panel>
              <Tabs.Panel value="data" p="md">
                <StepDataTab step={step} />
              </Tabs.Panel>
            </ScrollArea>
          </Tabs>
        </InsertTargetContext>
      </StepDataProvider>
    </section>
  );
}

function StepForm({ step }: { step: Step }) {
  switch (step.kind) {
    case 'trigger':
    case 'action':
      return <NodeForm step={step} />;
    case 'if':
      return <IfForm step={step} />;
    case 'switch':
      return <SwitchForm step={step} />;
    case 'split':
      return <SplitForm step={step} />;
    case 'set':
      return <SetForm step={step} />;
    case 'wait':
      return <WaitForm step={step} />;
    case 'stop':
      return <StopForm step={step} />;
    case 'fail':
      return <FailForm step={step} />;
    case 'waitForEvent':
      return <WaitForEventForm step={step} />;
    case 'approval':
      return <ApprovalForm step={step} />;
    case 'parallel':
    case 'first':
      return <BranchesForm step={step} />;
    case 'forEach':
      return <ForEachForm step={step} />;
    case 'repeat':
      return <RepeatForm step={step} />;
    case 'subflow':
      return <SubflowForm step={step} />;
    case 'errorHandler':
      return <ErrorHandlerForm />;
    default:
      return assertNever(step);
  }
}

function StepHead({ step }: { step: Step }) {
  const { t } = useTranslation();
  const text = useText();
  const { catalog, store } = useEditorContext();
  const { setName } = useStepEdit(step.id);
  const { graph } = store.getState();
  const face = describeStep(step, graph, catalog);
  const { name: _own, ...unnamed } = step;

  return (
    <Group className={classes.head} gap="sm" wrap="nowrap">
      <StepIcon look={face.look} svg={face.svg} glyph={face.glyph} />
      <LateTextInput
        flex={1}
        variant="unstyled"
        aria-label={t('editor.stepName')}
        placeholder={text(stepTitle({ step: unnamed, graph, catalog }))}
        value={step.name ?? ''}
        maxLength={120}
        onChange={setName}
        classNames={{ input: classes.name ?? '' }}
      />
      <Group gap={2} wrap="nowrap">
        <StepSwitch step={step} />
        {step.kind !== 'trigger' && (
          <Tooltip label={t('editor.duplicate')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('editor.duplicate')} onClick={() => duplicateChosen(store)}>
              <IconCopy size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={t('editor.removeStep')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('editor.removeStep')} onClick={() => removeChosen(store)}>
            <IconTrash size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('app.close')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('app.close')} onClick={() => store.getState().select({})}>
            <IconX size={17} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  );
}
