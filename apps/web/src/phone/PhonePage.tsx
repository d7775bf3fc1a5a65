import { Page, PageHeader } from '@noi/ui';
import { useTranslation } from 'react-i18next';

export function PhonePage() {
  const { t } = useTranslation();
  return (
    <Page>
      <PageHeader title={t('app.phone')} />
    </Page>
  );
}
