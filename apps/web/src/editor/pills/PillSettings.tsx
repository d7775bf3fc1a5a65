import { Button, Group, Paper, Portal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { checkTemplate, filterWords, printTemplate } from '@noi/flow';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { useStepData } from '../stepData/StepData.tsx';
import { FormulaRows } from './FormulaRows.tsx';
import { type Formula, offeredFormats, printFormula, readFormula } from './formulas.ts';
import { PillResult } from './PillResult.tsx';
import type { Pill } from './pillDom.ts';

const width = 344;

export interface PillSettingsProps {
  readonly anchor: HTMLElement;
  readonly pill: Pill;
  readonly label: string;
  /** Opened to ask what stands there when the data is missing. */
  readonly isMissing: boolean;
  /** The changed pill, or nothing when it is to be taken out. */
  onDone(pill: Pill | null): void;
}

/** How one pill is written, what is done with it before, what stands there when the data is missing, and what that comes to with the sample. */
export function PillSettings({ anchor, pill, label, isMissing, onDone }: PillSettingsProps) {
  const { t } = useTranslation();
  const { byPath } = useStepData();
  const [filters, setFilters] = useState(pill.filters);
  const [fallback, setFallback] = useState(pill.fallback ?? '');
  const written: Pill = { type: 'data', path: pill.path, filters, ...(fallback !== '' && { fallback }) };
  // A formula that cannot be read would turn the pill into plain words.
  const isReadable = checkTemplate(printTemplate([written])).ok;
  const changed: Pill = isReadable ? written : { ...written, filters: pill.filters };
  const box = useClickOutside<HTMLDivElement>(() => onDone(changed));
  const place = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, window.innerWidth - width - 8));
  const isBelow = place.bottom < window.innerHeight / 2;
  const formula = readFormula(filters);
  const node = byPath.get(pill.path);
  const field = node?.field ?? null;

  return (
    <Portal>
      <Paper
        ref={box}
        withBorder
        shadow="md"
        p="sm"
        w={width}
        mah="80dvh"
        role="dialog"
        aria-label={t('editor.pillSettings')}
        style={{
          position: 'fixed',
          left,
          zIndex: 320,
          overflowY: 'auto',
          ...(isBelow ? { top: place.bottom + 6 } : { bottom: window.innerHeight - place.top + 6 }),
        }}
        onKeyDown={(event) => event.key === 'Escape' && onDone(changed)}
      >
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            {label}
          </Text>
          {formula ? (
            <>
              <FormulaRows steps={formula.steps} field={field} onChange={(steps) => setFilters(printFormula({ ...formula, steps }))} />
              <FormatSelect formula={formula} field={field} onChange={(format) => setFilters(printFormula({ ...formula, format }))} />
            </>
          ) : (
            <TextInput
              label={t('forms.formulaTyped')}
              error={isReadable ? undefined : t('forms.formulaUnreadable')}
              value={filters}
              onChange={(event) => setFilters(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={t('editor.pillFallback')}
            description={isMissing || node?.mayBeMissing ? t('forms.fallbackNeeded') : t('editor.pillFallbackWhy')}
            autoFocus={isMissing}
            value={fallback}
            onChange={(event) => setFallback(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && onDone(changed)}
          />
          <PillResult pill={changed} />
          <Group justify="space-between" mt={4}>
            <Button variant="subtle" color="red" size="xs" leftSection={<IconTrash size={14} />} onClick={() => onDone(null)}>
              {t('editor.pillRemove')}
            </Button>
            <Button size="xs" onClick={() => onDone(changed)}>
              {t('editor.done')}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Portal>
  );
}

interface FormatSelectProps {
  readonly formula: Formula;
  readonly field: Parameters<typeof offeredFormats>[1];
  onChange(format: string): void;
}

function FormatSelect({ formula, field, onChange }: FormatSelectProps) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Select
      label={t('editor.pillFormat')}
      comboboxProps={{ withinPortal: false }}
      allowDeselect={false}
      value={formula.format}
      onChange={(value) => onChange(value ?? '')}
      data={offeredFormats(formula, field).map((format) => ({ value: format, label: format === '' ? t('forms.formatPlain') : text(filterWords(format)) }))}
    />
  );
}
