import { renderTemplate } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useStepData } from '../../stepData/StepData.tsx';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import classes from './LengthCounter.module.css';

const selectZone = (state: EditorState) => state.graph.settings.timezone;

/** How long a text comes out with the samples at hand, against what the provider takes. */
export function LengthCounter({ value, most }: { value: string; most: number }) {
  const { t } = useTranslation();
  const { sample } = useStepData();
  const timezone = useEditor(selectZone);
  const rendered = renderTemplate({ template: value, data: sample, timezone, now: Date.now() });
  const length = [...String(rendered.ok ? rendered.value : value).normalize('NFC')].length;
  const isOver = length > most;
  return (
    <div className={classes.counter} data-over={isOver || undefined} role={isOver ? 'alert' : undefined}>
      {isOver ? t('forms.tooLong', { length, most }) : t('forms.length', { length, most })}
    </div>
  );
}
