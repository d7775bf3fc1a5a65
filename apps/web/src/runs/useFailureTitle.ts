import { useTranslation } from 'react-i18next';
import type { ApiOutputs } from '../api/trpc.ts';
import { useText } from '../words/useText.ts';

type Failure = Pick<ApiOutputs['runs']['failures']['groups'][number], 'flowName' | 'stepId' | 'stepTitle'>;

/** Where runs failed, in the flow's own words. */
export function useFailureTitle({ flowName, stepId, stepTitle }: Failure): string {
  const { t } = useTranslation();
  const text = useText();
  if (stepId === '') return t('retry.atStart', { flow: flowName });
  return t('retry.at', { flow: flowName, step: stepTitle === null ? stepId : text(stepTitle) });
}
