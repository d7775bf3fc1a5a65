import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';

type Decision = ApiOutputs['runs']['get']['steps'][number]['decisions'][number];

const words = {
  send: 'decidedSend',
  delay: 'decidedDelay',
  skip: 'decidedSkip',
  refuse: 'decidedRefuse',
  hold: 'decidedHold',
} as const satisfies Record<Decision['outcome'], string>;

/** When and why a step was let go, put off, held or skipped, oldest first. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Stack gap={6} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
      {decisions.map((decision) => (
        <li key={`${decision.at} ${decision.token}`}>
          <Text size="xs" c="dimmed">
            {formatDateTime(decision.at)}
          </Text>
          <Text size="sm">
            {decision.outcome === 'delay' && decision.until
              ? t('runs.decidedDelayUntil', { when: formatDateTime(decision.until) })
              : t(`runs.${words[decision.outcome]}`)}
            {decision.reason && ` ${text(decision.reason)}`}
          </Text>
        </li>
      ))}
    </Stack>
  );
}
