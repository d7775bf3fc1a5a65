import { Anchor, Group, Text } from '@mantine/core';
import { isPinnable, type Step } from '@noi/flow';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePins } from './PinsContext.ts';
import { usePinning } from './usePinning.ts';

interface PinOfTrialProps {
  readonly step: Step;
  /** What the step gave in this trial, if it gave anything. */
  readonly output: Readonly<Record<string, unknown>> | undefined;
}

/** Beside a step of a trial: pins what it gave, or says that it gave what is pinned. */
export function PinOfTrial({ step, output }: PinOfTrialProps) {
  const { t } = useTranslation();
  const isPinned = usePins().has(step.id);
  const { pin, unpin, isBusy } = usePinning();
  if (!isPinnable(step) || (!isPinned && (output === undefined || Object.keys(output).length === 0))) return null;
  return (
    <Group gap={6} mt={4}>
      {isPinned ? <IconPinFilled size={14} color="var(--noi-wait)" /> : <IconPin size={14} />}
      {isPinned && (
        <Text size="xs" c="var(--noi-wait)">
          {t('pins.pinned')}
        </Text>
      )}
      <Anchor
        component="button"
        type="button"
        size="xs"
        disabled={isBusy}
        // Trials are walked with made-up outputs; what came of a real event is masked all the same.
        onClick={() => (isPinned ? unpin(step.id) : pin({ stepId: step.id, output: output ?? {}, isReal: true }))}
      >
        {t(isPinned ? 'pins.unpin' : 'pins.pin')}
      </Anchor>
    </Group>
  );
}
