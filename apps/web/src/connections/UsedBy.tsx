import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';

/** The flows whose steps use this account, each a press away. */
export function UsedBy({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation();
  const flows = useQuery(trpc.flows.list.queryOptions());
  const users = (flows.data ?? []).filter((flow) => flow.connections.includes(connectionId));
  if (users.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" mt={6}>
      {t('connections.usedBy')}{' '}
      {users.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 && ', '}
          <Anchor renderRoot={(props) => <Link to="/flows/$id" params={{ id }} {...props} />} size="sm" underline="always" inline>
            {name}
          </Anchor>
        </Fragment>
      ))}
    </Text>
  );
}
