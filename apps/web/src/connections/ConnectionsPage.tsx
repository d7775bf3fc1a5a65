import { Page, PageHeader } from '@noi/ui';
import { useTranslation } from 'react-i18next';

export function ConnectionsPage() {
  const { t } = useTranslation();
  return (
    <Page>
      <PageHeader title={t('app.connections')} />
    </Page>
  );
}
