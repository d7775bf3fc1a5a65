import { Button, Collapse, Group, Textarea, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Step } from '@noi/flow';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ExpertView.module.css';
import { readStepJson } from './readStepJson.ts';
import { useStepEdit } from './useStepEdit.ts';

/** The step as the document holds it, folded away, for those who would rather write it. */
export function ExpertView({ step }: { step: Step }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure();
  const body = useId();
  return (
    <section className={classes.expert} aria-label={t('forms.expert')}>
      <UnstyledButton className={classes.head} aria-expanded={isOpen} aria-controls={body} onClick={toggle}>
        {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />} {t('forms.expert')}
      </UnstyledButton>
      <Collapse id={body} expanded={isOpen}>
        {isOpen && <StepJson step={step} />}
      </Collapse>
    </section>
  );
}

function StepJson({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { change } = useStepEdit(step.id);
  const held = JSON.stringify(step, null, 2);
  const [typed, setTyped] = useState<string | null>(null);
  const reading = typed === null ? null : readStepJson(typed, step);
  const faults = reading && !reading.ok ? reading.faults.map((fault) => t(`forms.expertFault.${fault.kind}`, { at: fault.at, message: fault.message })) : [];
  return (
    <>
      <Textarea
        aria-label={t('forms.expertJson')}
        description={t('forms.expertHint')}
        error={faults.length > 0 ? faults.join('\n') : undefined}
        errorProps={{ style: { whiteSpace: 'pre-line' } }}
        autosize
        minRows={6}
        maxRows={24}
        spellCheck={false}
        classNames={{ input: classes.json ?? '' }}
        value={typed ?? held}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {typed !== null && typed !== held && (
        <Group mt="xs" justify="flex-end" gap="xs">
          <Button size="xs" variant="subtle" onClick={() => setTyped(null)}>
            {t('forms.expertDrop')}
          </Button>
          <Button
            size="xs"
            disabled={!reading?.ok}
            onClick={() => {
              if (!reading?.ok) return;
              change(reading.step);
              setTyped(null);
            }}
          >
            {t('forms.expertTake')}
          </Button>
        </Group>
      )}
    </>
  );
}
