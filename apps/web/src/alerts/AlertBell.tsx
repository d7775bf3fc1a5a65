import { Badge, Indicator, VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';

/** The way to the alerts, with how many of them nobody has seen. */
export function AlertBell({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation();
  const unseen = useQuery(trpc.alerts.unseen.queryOptions());
  const count = unseen.data?.count ?? 0;
  return (
    <Link
      to="/settings/alerts"
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 10,
        minHeight: 36,
        padding: '0 10px',
        color: 'inherit',
        textDecoration: 'none',
        fontSize: '0.875rem',
      }}
    >
      {/* A narrow rail has no room beside the bell. */}
      <Indicator label={count > 99 ? '99+' : count} size={16} color="red" disabled={!isNarrow || count === 0}>
        <IconBell size={20} stroke={1.7} aria-hidden="true" />
      </Indicator>
      {isNarrow ? <VisuallyHidden>{t('alerts.title')}</VisuallyHidden> : <span>{t('alerts.title')}</span>}
      {count > 0 && (
        <>
          {!isNarrow && (
            <Badge size="sm" color="red" circle={count < 10}>
              {count}
            </Badge>
          )}
          <VisuallyHidden>{t('alerts.unseen')}</VisuallyHidden>
        </>
      )}
    </Link>
  );
}
