import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../words/useText.ts';
import { readError } from './readError.ts';

/** Returns a function that tells the user about a failed call: `useMutation(trpc.flows.remove.mutationOptions({ onError: reportError }))`. */
export function useReportError() {
  const { t } = useTranslation();
  const text = useText();
  return useCallback((error: unknown) => notifications.show({ color: 'red', title: t('app.notDone'), message: text(readError(error).text) }), [t, text]);
}
