import { Pill, TagsInput } from '@mantine/core';
import { parseTemplate } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { pillLabel } from '../stepData/dataTree.ts';
import { PickPill } from '../stepData/PickPill.tsx';
import { useStepData } from '../stepData/StepData.tsx';

export interface ChipsInputProps {
  readonly label: string;
  readonly values: readonly string[];
  onChange(values: string[]): void;
}

/** Several values as chips: typed and closed with Enter or a comma, or data of an earlier step. */
export function ChipsInput({ label, values, onChange }: ChipsInputProps) {
  const { t } = useTranslation();
  const text = useText();
  const { byPath } = useStepData();

  function wordsOf(value: string): string {
    const [segment, ...rest] = parseTemplate(value);
    return segment?.type === 'data' && rest.length === 0 ? text(pillLabel(segment.path, byPath).label) : value;
  }

  return (
    <TagsInput
      aria-label={label}
      placeholder={values.length === 0 ? t('conditions.listHint') : ''}
      value={[...values]}
      onChange={onChange}
      renderPill={({ value = '', onRemove }) => (
        <Pill withRemoveButton {...(onRemove && { onRemove })}>
          {wordsOf(value)}
        </Pill>
      )}
      rightSection={<PickPill fieldLabel={label} onPick={(pill) => onChange([...values, pill])} />}
    />
  );
}
