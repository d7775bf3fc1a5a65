import { Fieldset, NumberInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import type { Listener } from './listeners.ts';
import type { TrialSetup } from './TrialSetup.ts';

interface ComingEventsProps {
  readonly setup: TrialSetup;
  readonly listeners: readonly Listener[];
  onChange(setup: TrialSetup): void;
}

/** When the events come that the flow waits for; nothing for a flow that waits for none. */
export function ComingEvents({ setup, listeners, onChange }: ComingEventsProps) {
  const { t } = useTranslation();
  const text = useText();
  if (listeners.length === 0) return null;
  return (
    <Fieldset legend={t('trial.coming')} p="sm">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {t('trial.comingHint')}
        </Text>
        {listeners.map(({ key, title }) => (
          <NumberInput
            key={key}
            label={title === null ? t('trial.comingGoal') : t('trial.comingAfter', { step: text(title) })}
            value={setup.coming[key] ?? ''}
            min={0}
            max={setup.days * 24}
            decimalSeparator=","
            onChange={(hours) => {
              const { [key]: _former, ...others } = setup.coming;
              onChange({ ...setup, coming: typeof hours === 'number' ? { ...others, [key]: hours } : others });
            }}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}
