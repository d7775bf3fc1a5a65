import { ActionIcon, Alert, Button, Tooltip } from '@mantine/core';
import { portPast, portsOf, portWords, type Step } from '@noi/flow';
import { IconPower } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { canSwitch } from '../edits/switching.ts';
import { switchChosen } from '../marks/markChosen.ts';
import { useEditorContext } from '../store/EditorContext.ts';

/** Switches the step of the form off or on; absent for a trigger that the flow cannot do without. */
export function StepSwitch({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  if (!canSwitch(store.getState().graph, step)) return null;
  const words = t(step.disabled ? 'marks.switchOn' : 'marks.switchOff');
  return (
    <Tooltip label={words}>
      <ActionIcon variant={step.disabled ? 'light' : 'subtle'} color="gray" aria-label={words} onClick={() => switchChosen(store)}>
        <IconPower size={17} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Says what runs do at a step that is off. */
export function OffNote({ step }: { step: Step }) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = useEditorContext();
  if (!step.disabled) return null;
  const port = portPast(step);
  const isBranching = port !== null && portsOf(step).filter((one) => one !== 'error').length > 1;
  const what = port === null ? t('marks.offEnds') : isBranching ? t('marks.offByBranch', { port: text(portWords(step, port)) }) : t('marks.offPassed');
  return (
    <Alert color="gray" mb="md" icon={<IconPower size={18} />} title={t('marks.offTitle')}>
      {what} {t('marks.offData')}
      <Button mt="xs" size="xs" variant="default" display="block" onClick={() => switchChosen(store)}>
        {t('marks.switchOn')}
      </Button>
    </Alert>
  );
}
