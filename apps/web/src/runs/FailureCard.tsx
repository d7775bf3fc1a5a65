import { Button, Card, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { BlameBadge } from '../errors/BlameBadge.tsx';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import { RetryAll } from './RetryAll.tsx';
import { useFailureTitle } from './useFailureTitle.ts';

type FailedGroup = ApiOutputs['runs']['failures']['groups'][number];

/** Failed runs of one cause: what went wrong, whose it is to mend, and the way to do all of them again. */
export function FailureCard({ group, isBusy }: { group: FailedGroup; isBusy: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const title = useFailureTitle(group);
  const latest = group.runIds[0];
  return (
    <Card withBorder padding="md" component="article" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="xs" mb={4}>
        <Text fw={600}>{title}</Text>
        <BlameBadge blame={group.blame} />
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text(group.problem)}
      </Text>
      <Group justify="space-between" mt="sm" gap="xs">
        <Text size="sm" c="dimmed">
          {t('retry.runs', { count: group.count })} · {t('retry.last', { when: formatDateTime(group.lastAt) })}
        </Text>
        <Group gap={4}>
          <Button
            size="xs"
            px={8}
            ml={-8}
            variant="subtle"
            renderRoot={(props) => (
              <Link
                to="/runs"
                search={{ flowId: group.flowId, ...(group.stepId !== '' && { failedStep: group.stepId }), errorKind: group.errorKind, cause: group.cause }}
                {...props}
              />
            )}
          >
            {t('retry.listAll')}
          </Button>
          {latest !== undefined && (
            <Button size="xs" px={8} mr={8} variant="subtle" renderRoot={(props) => <Link to="/runs/$id" params={{ id: latest }} {...props} />}>
              {t('retry.look')}
            </Button>
          )}
          {!isBusy && <RetryAll group={group} />}
        </Group>
      </Group>
    </Card>
  );
}
