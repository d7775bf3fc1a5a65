import { Button, Stack, Text } from '@mantine/core';
import type { Text as Words } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';

/** Why a wire that would run backwards is refused, and the loop that does what it was meant for. */
export function CircleOffer({ reason, onTake }: { reason: Words; onTake(): void }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Stack gap={8} align="flex-start">
      <Text size="sm">{text(reason)}</Text>
      <Text size="sm">{t('wires.loopHint')}</Text>
      <Button size="xs" onClick={onTake}>
        {t('wires.loopTake')}
      </Button>
    </Stack>
  );
}
