import { SegmentedControl } from '@mantine/core';
import type { Belongs } from '@noi/flow';
import { useTranslation } from 'react-i18next';

const kinds = ['order', 'customer', 'anyone'] as const;

/** Whom an awaited event must be about. */
export function BelongsField({ label, value, onChange }: { label: string; value: Belongs; onChange(value: Belongs): void }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={label}
      fullWidth
      size="xs"
      value={value}
      onChange={onChange}
      data={kinds.map((kind) => ({ value: kind, label: t(`steps.belongs.${kind}`) }))}
    />
  );
}
