import { Text } from '@mantine/core';
import { filterMisfit, printTemplate, readFilterChain, renderTemplate } from '@noi/flow';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { useStepData } from '../stepData/StepData.tsx';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import type { Pill } from './pillDom.ts';

const selectZone = (state: EditorState) => state.graph.settings.timezone;

/** What the pill comes to with the sample at hand, or why it comes to nothing. */
export function PillResult({ pill }: { pill: Pill }) {
  const { t } = useTranslation();
  const text = useText();
  const { sample, byPath } = useStepData();
  const timezone = useEditor(selectZone);
  const result = useMemo(() => renderTemplate({ template: printTemplate([pill]), data: sample, timezone, now: Date.now() }), [pill, sample, timezone]);
  const node = byPath.get(pill.path);
  const misfit = node ? filterMisfit(readFilterChain(pill.filters) ?? [], node.field) : null;

  if (misfit?.severity === 'error') return <Fault words={text(misfit.text)} />;
  if (!result.ok) return <Fault words={text(result.text)} />;
  return (
    <>
      <Text size="xs" c="dimmed" role="status">
        {t('forms.pillResult')} <b style={{ color: 'var(--mantine-color-text)', overflowWrap: 'anywhere' }}>{written(result.value)}</b>
      </Text>
      {misfit && (
        <Text size="xs" c="var(--noi-wait)">
          {text(misfit.text)}
        </Text>
      )}
    </>
  );
}

function Fault({ words }: { words: string }) {
  return (
    <Text size="xs" c="var(--noi-failure)" role="alert">
      {words}
    </Text>
  );
}

function written(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
