import { Anchor, Card, Group, Text } from '@mantine/core';
import { StateBadge, strong } from '@noi/ui';
import { IconAlertTriangle, IconBolt, IconPencil, IconZzz } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { formatCount, formatRelative } from '../words/format.ts';
import { useLanguage, useText } from '../words/useText.ts';
import type { FlowPlace } from './arrangeFlows.ts';
import { FlowMarks, FlowPlaceWords } from './FlowMarks.tsx';
import { FlowMenu } from './FlowMenu.tsx';
import classes from './FlowRow.module.css';
import { FlowStatusBadge } from './FlowStatusBadge.tsx';
import { PackageIcon } from './PackageIcon.tsx';

type Flow = ApiOutputs['flows']['list'][number];

// The product's own building blocks are in every flow and would say nothing.
const neutralPackage = 'core';

export interface FlowRowProps {
  readonly flow: Flow;
  readonly place: FlowPlace;
  readonly folderName?: string | undefined;
  /** For what is done with several flows at once. */
  readonly isChosen: boolean;
  onChoose(isChosen: boolean): void;
}

/** One flow: what starts it, whether it is live, how its runs fare, where it is kept. */
export function FlowRow({ flow, place, folderName, isChosen, onChoose }: FlowRowProps) {
  const { t } = useTranslation();
  const text = useText();
  const providers = flow.packages.filter((id) => id !== neutralPackage);

  return (
    <Card component="li" withBorder padding="md" className={classes.row}>
      <FlowMarks flow={flow} place={place} isChosen={isChosen} onChoose={onChoose} />
      <div className={classes.about}>
        <Group gap={8} wrap="nowrap" align="flex-start">
          <Link to="/flows/$id" params={{ id: flow.id }} className={classes.name}>
            {flow.name}
          </Link>
          {providers.length > 0 && (
            <Group gap={4} wrap="nowrap" mt={2}>
              {providers.map((id) => (
                <PackageIcon key={id} packageId={id} size={18} />
              ))}
            </Group>
          )}
        </Group>
        <Text size="sm" c="dimmed" className={classes.trigger}>
          <IconBolt size={14} color={strong('trigger')} aria-hidden="true" />
          {flow.trigger ? text(flow.trigger) : t('flows.noTrigger')}
        </Text>
        <FlowPlaceWords place={place} folderName={folderName} />
        {flow.quiet && (
          <Anchor
            renderRoot={(props) => <Link to="/settings/alerts" {...props} />}
            size="sm"
            className={`${classes.trigger} ${classes.number}`}
            c={strong('wait')}
          >
            <IconZzz size={14} aria-hidden="true" />
            {text(flow.quiet)}
          </Anchor>
        )}
      </div>
      <div className={classes.state}>
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
      </div>
      <RunNumbers flow={flow} />
      <FlowMenu flow={flow} />
    </Card>
  );
}

/** The server counts no more runs under way than so many. */
const mostActive = 10_000;

/** How many runs the last 30 days saw, how many are under way and how many failed; the last two lead to their lists. */
function RunNumbers({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { active, failed, total } = flow.runs;
  const flowId = flow.id;
  return (
    <div className={classes.runs}>
      <Group gap={10}>
        {total > 0 && (
          <Text size="sm" fw={600}>
            {t('flows.totalRuns', { count: total, number: formatCount(total, language) })}
          </Text>
        )}
        {active > 0 && (
          <Anchor renderRoot={(props) => <Link to="/runs" search={{ flowId }} {...props} />} size="sm" className={classes.number} c={strong('wait')}>
            {t('flows.activeRuns', { count: active, number: `${formatCount(active, language)}${active < mostActive ? '' : '+'}` })}
          </Anchor>
        )}
        {failed > 0 && (
          <Anchor
            renderRoot={(props) => <Link to="/runs" search={{ flowId, state: 'failed', period: '30d' }} {...props} />}
            size="sm"
            className={classes.number}
            c={strong('failure')}
          >
            {t('flows.failedRuns', { count: failed, number: formatCount(failed, language) })}
          </Anchor>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={2}>
        {flow.lastRunAt ? t('flows.lastRun', { when: formatRelative(flow.lastRunAt, language) }) : t('flows.neverRan')}
      </Text>
    </div>
  );
}
