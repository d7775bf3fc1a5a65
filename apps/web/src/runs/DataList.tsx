import { Text } from '@mantine/core';
import { isRichText, richPage } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { LetterFrame } from '../letter/LetterFrame.tsx';
import { showRecipient } from '../phone/phoneNumber.ts';
import { FileLinks } from '../shopFiles/FileLinks.tsx';
import { formatDateTime, formatMoney } from '../words/format.ts';
import { useText } from '../words/useText.ts';
import classes from './DataList.module.css';

interface DataListProps {
  readonly value: unknown;
  /** Words and formats of the fields, where they are known. */
  readonly fields: readonly FieldDescriptor[];
}

/** Data as a list of named values, never as code. */
export function DataList({ value, fields }: DataListProps) {
  const { t } = useTranslation();
  const text = useText();
  const rows = typeof value === 'object' && value !== null ? Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined) : [];
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('runs.nothing')}
      </Text>
    );
  }
  return (
    <dl className={classes.list}>
      {rows.map(([key, inner]) => {
        const field = fields.find((known) => known.key === key);
        return (
          <div key={key} className={isNested(inner) ? classes.nested : classes.row}>
            <dt>{field ? text(field.label) : Array.isArray(value) ? `${Number(key) + 1}` : key}</dt>
            <dd>
              {field?.format === 'file' ? (
                <FileLinks named={inner} />
              ) : isNested(inner) ? (
                <DataList value={inner} fields={field?.fields ?? (Array.isArray(value) ? fields : [])} />
              ) : (
                <Leaf value={inner} field={field} />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Leaf({ value, field }: { value: unknown; field: FieldDescriptor | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  if (typeof value === 'boolean') return value ? t('runs.yes') : t('runs.no');
  if (typeof value === 'number' && field?.format === 'money') return formatMoney(value);
  if (typeof value === 'string' && field?.format === 'dateTime') return formatDateTime(value);
  if (field?.format === 'richText' && typeof value === 'string' && isRichText(value)) return <LetterFrame title={text(field.label)} page={richPage(value)} />;
  const choice = field?.choices?.find((known) => known.value === value);
  return choice ? text(choice.label) : showRecipient(String(value));
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
