import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';

type Failure = Pick<ApiOutputs['runs']['failures']['groups'][number], 'flowName' | 'stepId' | 'stepTitle'>;

/** Where runs failed, in the flow's own words. */
export function useFailureTitle({ flowName, stepId, stepTitle }: Failure): string {
  const { t } = useTranslation();
  return stepId === '' ? t('retry.atStart', { flow: flowName }) : t('retry.at', { flow: flowName, step: stepTitle ?? stepId });
}
