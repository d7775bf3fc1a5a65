import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { FreeControlProps } from './FieldProps.ts';
import { filtersInto, sampleWords } from './writtenInto.ts';

const RichEditor = lazy(async () => ({ default: (await import('./richText/RichEditor.tsx')).RichEditor }));

interface RichTextFieldProps extends FreeControlProps {
  /** Its words are a template, in which data stand for themselves. */
  readonly hasData?: boolean;
}

/** A letter: words with headings, lists, links and data in them. The editor comes when the first such field is shown. */
export function RichTextField({ field, label, value, onChange, isInvalid, describedBy, hasData = true }: RichTextFieldProps) {
  return (
    <Suspense fallback={<Skeleton height={196} radius={8} />}>
      <RichEditor
        label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : next)}
        isInvalid={isInvalid}
        describedBy={describedBy}
        sample={sampleWords(field) ?? ''}
        filtersFor={hasData ? filtersInto(field) : undefined}
      />
    </Suspense>
  );
}
