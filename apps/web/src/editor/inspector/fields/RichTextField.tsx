import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { ControlProps } from './FieldProps.ts';
import { filtersInto, sampleWords } from './writtenInto.ts';

const RichEditor = lazy(async () => ({ default: (await import('./richText/RichEditor.tsx')).RichEditor }));

/** A letter: words with headings, lists, links and data in them. The editor comes when the first such field is shown. */
export function RichTextField({ field, label, value, onChange, isInvalid, describedBy }: ControlProps) {
  return (
    <Suspense fallback={<Skeleton height={196} radius={8} />}>
      <RichEditor
        label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : next)}
        isInvalid={isInvalid}
        describedBy={describedBy}
        sample={sampleWords(field) ?? ''}
        filtersFor={filtersInto(field)}
      />
    </Suspense>
  );
}
