import { Button } from '@mantine/core';
import { EmptyState, ErrorState, Page, RowSkeletons } from '@noi/ui';
import { IconMapOff } from '@tabler/icons-react';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readError } from '../errors/readError.ts';
import { useText } from '../words/useText.ts';

function ToFlows() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/flows">
      {t('app.toFlows')}
    </Button>
  );
}

/** For a page whose code is on its way. */
export function PendingPage() {
  const { t } = useTranslation();
  return (
    <Page>
      <RowSkeletons rows={6} label={t('app.loading')} />
    </Page>
  );
}

/** For an address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <main>
      <Page>
        <EmptyState icon={<IconMapOff size={26} />} title={t('app.pageMissing')} actions={<ToFlows />}>
          {t('app.pageMissingHint')}
        </EmptyState>
      </Page>
    </main>
  );
}

/** For a route that could not load or a component that threw. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const text = useText();
  const { code, text: words } = readError(error);
  return (
    <Page>
      <ErrorState title={t('app.crashed')} retry={{ label: t('app.reload'), onRetry: () => window.location.reload() }}>
        {code === 'internal' ? t('app.crashedHint') : text(words)}
      </ErrorState>
    </Page>
  );
}
