import { Page, PageHeader } from '@noi/ui';
import { useTranslation } from 'react-i18next';

export function EditorPage() {
  const { t } = useTranslation();
  return (
    <Page>
      <PageHeader title={t('app.flows')} />
    </Page>
  );
}
