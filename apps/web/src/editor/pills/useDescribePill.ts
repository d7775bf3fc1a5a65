import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { pillLabel } from '../stepData/dataTree.ts';
import { useStepData } from '../stepData/StepData.tsx';
import type { DescribePill } from './pillDom.ts';

/** What the chips of a form show: the label of their datum, and what stands there when it is missing. */
export function useDescribePill(): DescribePill {
  const { t } = useTranslation();
  const text = useText();
  const { byPath } = useStepData();
  return useMemo<DescribePill>(
    () => (pill) => {
      const { label: words, isKnown } = pillLabel(pill.path, byPath);
      const hint = isKnown
        ? pill.fallback === undefined
          ? text(words)
          : t('editor.pillFallbackHint', { label: text(words), fallback: pill.fallback })
        : t('editor.pillUnknown');
      return { label: text(words), isKnown, hint };
    },
    [byPath, text, t],
  );
}
