import { Alert, Checkbox, Stack, Text } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../../api/trpc.ts';
import { readError } from '../../errors/readError.ts';
import { useText } from '../../words/useText.ts';
import { ExpectationList } from '../trial/tests/ExpectationList.tsx';

type Failed = ApiOutputs['flowTests']['run'];

/** The tests that kept a draft from going live, if that is why a publish did not work. */
export function failedTestsIn(error: unknown): Failed | null {
  const { code, details } = readError(error);
  // What the server says with this code is its own `TestRun[]`.
  return code === 'tests_failed' && Array.isArray(details.tests) ? (details.tests as Failed) : null;
}

interface FailedTestsProps {
  readonly failed: Failed;
  /** Somebody chose to publish all the same. */
  readonly isForced: boolean;
  onForce(isForced: boolean): void;
}

/** Says which of the flow's tests break, and lets a person choose to publish all the same. */
export function FailedTests({ failed, isForced, onForce }: FailedTestsProps) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Alert color="red" role="alert" icon={<IconChecklist size={18} />} title={t('trial.publishFailed', { count: failed.length })}>
      <Stack gap="sm">
        <Text size="sm">{t('trial.publishFailedHint')}</Text>
        {failed.map(({ testId, name, problem, expectations }) => (
          <div key={testId}>
            <Text size="sm" fw={500} mb={4}>
              {name}
            </Text>
            {problem ? <Text size="sm">{text(problem)}</Text> : <ExpectationList results={expectations.filter(({ holds }) => !holds)} />}
          </div>
        ))}
        <Checkbox label={t('trial.publishAnyway')} checked={isForced} onChange={(event) => onForce(event.currentTarget.checked)} />
      </Stack>
    </Alert>
  );
}
