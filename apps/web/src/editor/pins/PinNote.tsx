import { Alert, Anchor, Group, Text } from '@mantine/core';
import type { StepId } from '@noi/flow';
import { IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePins } from './PinsContext.ts';
import { usePinning } from './usePinning.ts';

/** Says in the panel that trials use a pinned output, and takes the pin away at one press. */
export function PinNote({ stepId }: { stepId: StepId }) {
  const { t } = useTranslation();
  const { unpin, isBusy } = usePinning();
  if (!usePins().has(stepId)) return null;
  return (
    <Alert color="yellow" py="xs" mb="md" icon={<IconPinFilled size={16} />} title={t('pins.pinned')}>
      <Group justify="space-between" gap="xs">
        <Text size="xs">{t('pins.note')}</Text>
        <Anchor component="button" type="button" size="sm" disabled={isBusy} onClick={() => unpin(stepId)}>
          {t('pins.unpin')}
        </Anchor>
      </Group>
    </Alert>
  );
}
