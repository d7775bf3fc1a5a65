import { Group, NumberInput, Text } from '@mantine/core';
import type { Text as Words } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import { FieldShell } from '../FieldShell.tsx';

export interface WeightFieldProps {
  readonly stepId: string;
  readonly path: string;
  readonly label: string;
  readonly weight: number;
  /** Absent while the weights make no sense. */
  readonly share: Words | undefined;
  onChange(weight: number): void;
}

/** How many parts of the customers a branch gets, and what that comes to. */
export function WeightField({ stepId, path, label, weight, share, onChange }: WeightFieldProps) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <FieldShell stepId={stepId} path={path} label={label}>
      {({ isInvalid, describedBy }) => (
        <Group gap="xs" wrap="nowrap">
          <NumberInput
            w={110}
            aria-label={label}
            aria-describedby={describedBy}
            error={isInvalid}
            value={weight === 0 ? '' : weight}
            onChange={(next) => onChange(Number(next) || 0)}
            min={1}
            max={10_000}
            clampBehavior="none"
            allowDecimal={false}
            allowNegative={false}
          />
          {share && (
            <Text size="sm" c="dimmed">
              {t('branches.share', { share: text(share) })}
            </Text>
          )}
        </Group>
      )}
    </FieldShell>
  );
}
