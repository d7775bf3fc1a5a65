import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** What the steps behind an error handler are for; there is nothing to fill in. */
export function ErrorHandlerForm() {
  const { t } = useTranslation();
  return (
    <Alert color="gray" icon={<IconInfoCircle size={18} />}>
      {t('steps.errorHandlerHint')}
    </Alert>
  );
}
