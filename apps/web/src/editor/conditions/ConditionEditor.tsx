import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { ConditionEditorProps } from './ConditionEditorProps.ts';

// The rule tree's library weighs more than the rest of a form, and most steps have no condition.
const ConditionTree = lazy(async () => ({ default: (await import('./ConditionTree.tsx')).ConditionTree }));

/**
 * A condition: tests of data that must all hold, or of which one is enough, in groups that can stand inside groups. It offers the data of the form
 * around it; `EventDataProvider` adds an awaited event.
 */
export function ConditionEditor(props: ConditionEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={112} />}>
      <ConditionTree {...props} />
    </Suspense>
  );
}
