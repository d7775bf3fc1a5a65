import { NumberInput, SegmentedControl } from '@mantine/core';
import { parseTemplate, type StepOf } from '@noi/flow';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../FieldShell.tsx';
import { useStepEdit } from '../useStepEdit.ts';
import { ListDataField } from './ListDataField.tsx';

const mostAtOnce = 20;

/** Which list is gone through, how many items at once, and what a failed item means. */
export function ForEachForm({ step }: { step: StepOf<'forEach'> }) {
  const { t } = useTranslation();
  const { change, typing } = useStepEdit(step.id);
  const pill = parseTemplate(step.list).find((segment) => segment.type === 'data');

  return (
    <>
      <FieldShell stepId={step.id} path="list" label={t('steps.list')} hint={t('steps.listHint')} isRequired>
        {(control) => (
          <ListDataField
            label={t('steps.list')}
            path={pill?.type === 'data' ? pill.path : ''}
            onChange={(path) => change({ ...step, list: `{{ ${path} }}` })}
            {...control}
          />
        )}
      </FieldShell>
      <FieldShell stepId={step.id} path="atOnce" label={t('steps.pace')} hint={t('steps.paceHint')}>
        {({ isInvalid, describedBy }) => (
          <>
            <SegmentedControl
              aria-label={t('steps.pace')}
              fullWidth
              size="xs"
              value={step.atOnce > 1 ? 'some' : 'one'}
              onChange={(pace) => change({ ...step, atOnce: pace === 'one' ? 1 : 5 })}
              data={[
                { value: 'one', label: t('steps.oneByOne') },
                { value: 'some', label: t('steps.someAtOnce') },
              ]}
            />
            {step.atOnce > 1 && (
              <NumberInput
                mt="xs"
                aria-label={t('steps.atOnce')}
                aria-describedby={describedBy}
                error={isInvalid}
                min={2}
                max={mostAtOnce}
                allowDecimal={false}
                suffix={` ${t('steps.items')}`}
                value={step.atOnce}
                onChange={(atOnce) => change({ ...step, atOnce: Math.max(2, Number(atOnce) || 2) }, typing('atOnce'))}
              />
            )}
          </>
        )}
      </FieldShell>
      <FieldShell stepId={step.id} path="onFailure" label={t('steps.onFailure')} hint={t(`steps.onFailureHint.${step.onFailure}`)}>
        {() => (
          <SegmentedControl
            aria-label={t('steps.onFailure')}
            fullWidth
            size="xs"
            value={step.onFailure}
            onChange={(onFailure) => change({ ...step, onFailure })}
            data={[
              { value: 'collect', label: t('steps.failureCollect') },
              { value: 'stop', label: t('steps.failureStop') },
            ]}
          />
        )}
      </FieldShell>
    </>
  );
}
