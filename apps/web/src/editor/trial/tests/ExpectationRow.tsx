import { Checkbox, Group, NumberInput, Select, Text } from '@mantine/core';
import { type Expectation, evaluateTest, expectationWords, type Seen } from '@noi/flow';
import { strong } from '@noi/ui';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import { useStepNames } from '../useStepNames.ts';
import { type ExpectationNumber, numbersOf, withNumber } from './expectationNumbers.ts';

interface ExpectationRowProps {
  readonly expectation: Expectation;
  readonly isChosen: boolean;
  /** What it is measured by while it is typed. */
  readonly seen: Seen;
  onChoose(isChosen: boolean): void;
  onChange(expectation: Expectation): void;
}

/** One thing that may be expected, as a sentence; once chosen, its numbers may be typed, and it says when what was just seen breaks it. */
export function ExpectationRow({ expectation, isChosen, seen, onChoose, onChange }: ExpectationRowProps) {
  const { t } = useTranslation();
  const text = useText();
  const names = useStepNames();
  const words = text(expectationWords(expectation, names));
  const numbers = isChosen ? numbersOf(expectation) : [];
  const instead = isChosen ? evaluateTest([expectation], seen, names).expectations[0]?.instead : undefined;
  return (
    <div>
      <Checkbox label={words} checked={isChosen} onChange={(event) => onChoose(event.currentTarget.checked)} />
      {numbers.length > 0 && (
        <Group gap="xs" mt={6} ml={32} role="group" aria-label={words}>
          {isChosen && expectation.type === 'messages' && (
            <Select
              size="xs"
              w={132}
              aria-label={t('trial.compare')}
              allowDeselect={false}
              value={expectation.is}
              data={(['exactly', 'atLeast', 'atMost'] as const).map((value) => ({ value, label: t(`trial.${value}`) }))}
              onChange={(is) => (is === 'exactly' || is === 'atLeast' || is === 'atMost') && onChange({ ...expectation, is })}
            />
          )}
          {numbers.map((number) => (
            <NumberField key={number.counts} number={number} onChange={(value) => onChange(withNumber(expectation, { counts: number.counts, value }))} />
          ))}
        </Group>
      )}
      {instead && (
        <Text size="xs" c={strong('failure')} mt={4} ml={32}>
          {t('trial.instead', { what: text(instead) })}
        </Text>
      )}
    </div>
  );
}

function NumberField({ number: { counts, value, min, max }, onChange }: { number: ExpectationNumber; onChange(value: number): void }) {
  const { t } = useTranslation();
  return (
    <NumberInput
      size="xs"
      w={counts === 'vnd' ? 148 : 116}
      aria-label={t(`trial.counts.${counts}`)}
      suffix={` ${t(`trial.unit.${counts}`)}`}
      thousandSeparator="."
      decimalSeparator=","
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      min={min}
      max={max}
      value={value}
      onChange={(typed) => typeof typed === 'number' && typed >= min && onChange(typed)}
    />
  );
}
