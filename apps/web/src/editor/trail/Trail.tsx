import { Anchor, Breadcrumbs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../api/trpc.ts';
import classes from './Trail.module.css';
import { trailBack } from './trail.ts';

/** The flows that somebody came through into the one that is open, each leading back to where they stood. */
export function Trail({ trail, name }: { trail: string; name: string }) {
  const { t } = useTranslation();
  const flows = useQuery(trpc.flows.list.queryOptions());
  const nameOf = (id: string) => flows.data?.find((flow) => flow.id === id)?.name ?? t('editor.trailUnnamed');
  return (
    <Breadcrumbs component="nav" aria-label={t('editor.trail')} separator="›" className={classes.trail}>
      {trailBack(trail).map(({ flowId, search }) => (
        <Anchor key={flowId} size="sm" renderRoot={(props) => <Link to="/flows/$id" params={{ id: flowId }} search={search} {...props} />}>
          {t('editor.trailBack', { name: nameOf(flowId) })}
        </Anchor>
      ))}
      <Text size="sm" c="dimmed" aria-current="page">
        {name}
      </Text>
    </Breadcrumbs>
  );
}
