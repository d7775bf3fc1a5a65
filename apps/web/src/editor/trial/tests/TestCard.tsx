import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { expectationWords } from '@noi/flow';
import { ConfirmButton, StateBadge } from '@noi/ui';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../../../api/trpc.ts';
import { useText } from '../../../words/useText.ts';
import { useStepNames } from '../useStepNames.ts';
import { ExpectationList } from './ExpectationList.tsx';

interface TestCardProps {
  readonly test: ApiOutputs['flowTests']['list'][number];
  readonly result: ApiOutputs['flowTests']['run'][number] | undefined;
  onOpen(): void;
  onRemove(): Promise<void>;
}

/** One test with what it expects, and its result once it ran. */
export function TestCard({ test, result, onOpen, onRemove }: TestCardProps) {
  const { t } = useTranslation();
  const text = useText();
  const names = useStepNames();
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={500}>{test.name}</Text>
          {result && (
            <StateBadge meaning={result.passes ? 'success' : 'failure'} icon={result.passes ? <IconCheck size={13} /> : <IconX size={13} />}>
              {t(result.passes ? 'trial.testPasses' : 'trial.testFails')}
            </StateBadge>
          )}
        </Group>
        {result?.problem && <Text size="sm">{text(result.problem)}</Text>}
        {result && !result.problem ? (
          <ExpectationList results={result.expectations} />
        ) : (
          <Stack gap={4}>
            {test.expectations.map((expectation) => (
              <Text size="sm" key={JSON.stringify(expectation)}>
                {text(expectationWords(expectation, names))}
              </Text>
            ))}
          </Stack>
        )}
        <Group gap="xs" justify="flex-end">
          <ConfirmButton
            variant="subtle"
            color="gray"
            size="compact-sm"
            title={t('trial.testRemove')}
            question={t('trial.testRemoveQuestion', { name: test.name })}
            confirmLabel={t('trial.testRemove')}
            cancelLabel={t('app.cancel')}
            isDangerous
            onConfirm={onRemove}
          >
            {t('trial.testRemove')}
          </ConfirmButton>
          <Button variant="default" size="compact-sm" onClick={onOpen}>
            {t('trial.testOpen')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
