import { Card, Group, Text } from '@mantine/core';
import { StateBadge } from '@noi/ui';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatRelative } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import { FlowMenu } from './FlowMenu.tsx';
import classes from './FlowRow.module.css';
import { FlowStatusBadge } from './FlowStatusBadge.tsx';

type Flow = ApiOutputs['flows']['list'][number];

/** One flow: what starts it, whether it is live, how its runs fare. */
export function FlowRow({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const { active, failed, total } = flow.runs;

  return (
    <Card component="li" withBorder padding="md" className={classes.row}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <div className={classes.text}>
          <Group gap="xs">
            <Link to="/flows/$id" params={{ id: flow.id }} className={classes.name}>
              {flow.name}
            </Link>
            <FlowStatusBadge status={flow.status} />
            {flow.isChanged && flow.status !== 'draft' && (
              <StateBadge size="sm" meaning="wait" icon={<IconPencil size={11} />}>
                {t('flows.changed')}
              </StateBadge>
            )}
            {flow.issues.errors > 0 && (
              <StateBadge size="sm" meaning="failure" icon={<IconAlertTriangle size={11} />}>
                {t('flows.toFix', { count: flow.issues.errors })}
              </StateBadge>
            )}
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {flow.trigger ? text(flow.trigger) : t('flows.noTrigger')}
          </Text>
          <Group gap="md" mt={8}>
            {active > 0 && <Text size="xs">{t('flows.activeRuns', { count: active })}</Text>}
            {failed > 0 && (
              <Text size="xs" c="red">
                {t('flows.failedRuns', { count: failed })}
              </Text>
            )}
            {total > 0 && (
              <Text size="xs" c="dimmed">
                {t('flows.totalRuns', { count: total })}
              </Text>
            )}
            <Text size="xs" c="dimmed">
              {flow.lastRunAt ? t('flows.lastRun', { when: formatRelative(flow.lastRunAt, language) }) : t('flows.neverRan')}
            </Text>
          </Group>
        </div>
        <FlowMenu flow={flow} />
      </Group>
    </Card>
  );
}
