import { ErrorState } from '@noi/ui';
import { useTranslation } from 'react-i18next';
import { useText } from '../words/useText.ts';
import { readError } from './readError.ts';

/** The error state of a view whose data did not come. */
export function QueryError({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <ErrorState title={t('app.loadFailed')} {...(onRetry && { retry: { label: t('app.tryAgain'), onRetry } })}>
      {text(readError(error).text)}
    </ErrorState>
  );
}
