import { Card, Checkbox, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatDateTime } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import { RunStateBadge } from './RunStateBadge.tsx';
import classes from './RunTable.module.css';
import { VersionLine } from './VersionBadge.tsx';

type Run = ApiOutputs['runs']['list']['runs'][number];

/** Runs as rows on a wide screen and as cards on a phone; a row is one link. */
export function RunTable({ runs, choosing }: { runs: readonly Run[]; choosing?: Choosing }) {
  const { t } = useTranslation();
  return (
    <Card withBorder padding={0}>
      <ul className={classes.list} aria-label={t('runs.list')}>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} {...(choosing && { choosing })} />
        ))}
      </ul>
    </Card>
  );
}

/** Which rows are ticked; without it rows cannot be. */
interface Choosing {
  isChosen(id: string): boolean;
  toggle(id: string): void;
}

function RunRow({ run, choosing }: { run: Run; choosing?: Choosing }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <li className={classes.row} data-choosing={choosing !== undefined || undefined}>
      {choosing && (
        <Checkbox
          className={classes.tick ?? ''}
          size="sm"
          aria-label={t('bulk.choose', { run: [run.subject ?? t('runs.noSubject'), run.customer].filter(Boolean).join(' · ') })}
          checked={choosing.isChosen(run.id)}
          onChange={() => choosing.toggle(run.id)}
        />
      )}
      <div className={classes.about}>
        <Link to="/runs/$id" params={{ id: run.id }} className={classes.link}>
          {run.subject ?? t('runs.noSubject')}
        </Link>
        <Text size="sm" c="dimmed" truncate>
          {run.customer ?? ''}
        </Text>
      </div>
      <div className={classes.flow}>
        <Text size="sm" truncate>
          {run.flowName}
        </Text>
        <VersionLine flowId={run.flowId} version={run.version} />
      </div>
      <div className={classes.state}>
        <Group gap={6}>
          <RunStateBadge state={run.state} />
          {run.waiting?.until && (
            <Text size="xs" c="dimmed">
              {t('runs.until', { when: formatDateTime(run.waiting.until) })}
            </Text>
          )}
        </Group>
        {run.error && (
          <Text size="xs" c="red" lineClamp={2}>
            {text(run.error.text)}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed" className={classes.time}>
        {formatDateTime(run.startedAt)}
      </Text>
    </li>
  );
}
